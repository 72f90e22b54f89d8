# ワークスペースのドキュメント (レイヤー別) とアカウント

documents-title = ポリシー
documents-list = アカウントとポリシー
documents-add = ポリシーを追加
documents-files = ファイルを開く
documents-drop = ポリシー、AWS コマンドの出力、ケースファイルをドロップしてください
documents-added = { $count ->
   *[other] { $count } 件のポリシーを追加しました。
}
documents-too-large = 「{ $name }」は 4 MB を超えるため取り込みませんでした。中のポリシーだけを追加してください。
documents-unreadable = 「{ $name }」を読み取れませんでした。ファイルの場所とアクセス許可を確認してください。
documents-no-json = 「{ $name }」はポリシーやケースファイルの JSON ではないため取り込みませんでした。別のファイルを選択してください。
documents-pasted-no-json = 貼り付けた内容はポリシーやケースファイルの JSON ではないため取り込みませんでした。JSON をコピーして貼り付けてください。
documents-unused = 「{ $name }」は取り込みませんでした。{ $why }
documents-pasted-unused = 貼り付けた内容は取り込みませんでした。{ $why }
documents-surplus = リソースベースのポリシーはアカウントに 1 つだけです。先に別のものを取り込んだため、「{ $name }」は取り込みませんでした。追加するには、先のポリシーを削除してください。
documents-blank = 空
documents-deciding = 選択中のセルを判定
documents-numbered = { $name } { $number }
documents-errors = { $count ->
   *[other] エラー { $count } 件
}
documents-warnings = { $count ->
   *[other] 警告 { $count } 件
}

documents-layer-resource-based = リソースベースのポリシー
documents-layer-resource-control = リソースコントロールポリシー (RCP)
documents-layer-service-control = サービスコントロールポリシー (SCP)
documents-layer-identity = アイデンティティベースのポリシー
documents-layer-boundary = アクセス許可の境界
documents-layer-session = セッションポリシー
documents-layer-endpoint = VPC エンドポイントポリシー
documents-one-resource-based = リソースベースのポリシー
documents-one-resource-control = RCP
documents-one-service-control = SCP
documents-one-identity = アイデンティティベースのポリシー
documents-one-boundary = アクセス許可の境界
documents-one-session = セッションポリシー
documents-one-endpoint = VPC エンドポイントポリシー

documents-name = 名前
documents-layer = 種類
documents-attached-to = アタッチ先
documents-unattached = アタッチ先の指定なし
documents-principal = プリンシパル
documents-endpoint = VPC エンドポイント
documents-more = このポリシーのその他の操作
documents-copy = テキストをコピー
documents-copied = テキストをコピーしました。
documents-not-copied = ブラウザがコピーを許可しませんでした。テキストを選択して手動でコピーしてください。
documents-download = ダウンロード
documents-up = 上へ移動
documents-down = 下へ移動
documents-remove = 削除

documents-output = これは `{ $command }` の出力です。このまま評価されます。
documents-outputs = これは `{ $command }` の出力で、{ $count } 件のポリシーを含んでいます。
documents-case = これはポリシーではなくケースファイル全体です。
documents-unwrap = ポリシーだけを残す
documents-split = { $count } 件のポリシーに分ける
documents-move = 「{ $layer }」へ移動
documents-open-case = ワークスペースとして開く

documents-account = アカウント
documents-account-id = アカウント ID
documents-account-id-hint = プリンシパルのアカウント
documents-standing = アカウントの位置付け
documents-standalone = スタンドアロンアカウント
documents-member = 組織のメンバーアカウント
documents-management = 管理アカウント
documents-organization = 組織 ID
documents-path = 上位のルートと OU
documents-path-hint = 空欄の場合: ポリシーに現れるすべて
documents-authorization = コンソール認可を有効にした対象
documents-on-account = アカウント
documents-on-organization = 組織
documents-without-identity-center = このアカウントでは IAM アイデンティティセンターを使用していない
documents-no-identity = プリンシパルにアイデンティティベースのポリシーはない

documents-problems = { $count ->
   *[other] このテキストの問題 { $count } 件
}
documents-notes = { $count ->
   *[other] このテキストに関する情報 { $count } 件
}
documents-done = 問題なし (ポリシー { $count } 件)
documents-done-here = このポリシーに問題はありません。ほかのポリシーに { $count } 件あります
documents-done-suppressed = 抑制 { $count } 件
documents-error = エラー
documents-warning = 警告
documents-note = 情報
documents-line = { $line } 行目
