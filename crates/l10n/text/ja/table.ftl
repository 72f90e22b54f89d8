# サインインの表

table-title = サインイン
table-count = { $count } 件
table-count-shown = { $count } 件中 { $shown } 件
table-passing = { $expected } 件中 { $met } 件が期待どおり
table-add = 追加
table-example = 例から始める
table-search = サインインを検索
table-only = 表示
table-only-all = すべての結果
table-only-unmet = 期待と異なる
table-only-unusable = 判定なし
table-row-tools = 選択したサインイン
table-edit-row = 編集
table-duplicate = 複製
table-remove = 削除
table-up = 上へ移動
table-down = 下へ移動
table-keep-order = この順序を保持
table-expect = 期待値
table-expect-one = 選択した行の現在の結果を期待値にする
table-expect-all = 表示中の { $count } 行の現在の結果を期待値にする
table-expect-now = 現在の結果を期待値にする
table-expect-at = 拒否されるフェーズ
table-any-phase = いずれかのフェーズ
table-nothing-expected = 期待値なし
table-differs = 期待と異なる
table-lit = エディターのカーソル位置のステートメントによる判定
table-edit = { $name } を編集
table-unnamed = 名称未設定

table-empty-title = サインインできるべき人と、できてはいけない人は?
table-empty = 確認したいサインインを追加してください。社内、自宅、VPC エンドポイントからの利用者や緊急用ロールなどを、入力と同時に判定します。
table-none-found = 検索条件に一致するサインインがありません。
table-show-all = すべて表示
table-working = 判定を続けています。入力内容は失われません。
table-cancel = キャンセル
table-stopped = { $why ->
    [slow] 判定に 30 秒以上かかったため停止しました。表示されている判定は停止前のものです。入力した内容は失われません。
    [died] 判定プログラムが途中で終了しました。表示されている判定は終了前のものです。入力した内容は失われません。
   *[hand] 停止しました。表示されている判定は停止前のものです。
}
table-undecided = { $why ->
    [slow] このワークスペースは判定されていません。前回の表示で判定に 30 秒以上かかったため停止しました。
    [died] このワークスペースは判定されていません。前回の表示で、判定プログラムまたはページが途中で終了しました。
   *[hand] このワークスペースは判定されていません。前回の表示で判定が停止されました。
}
table-retry = もう一度判定
table-refused = { $count ->
   *[other] { $name } に { $count } 件のエラーがあります。AWS はこのポリシーを受け付けません。結果は現在のテキストによるものです。
}
table-unfilled = { $count ->
   *[other] { $name } に、実際の値に置き換える箇所が { $count } 件あります。結果は現在のテキストによるものです。
}
table-refused-several = { $policies } 件のポリシーにエラーがあります ({ $names })。AWS はこれらのポリシーを受け付けません。結果は現在のテキストによるものです。
table-unfilled-several = { $policies } 件のポリシーに、実際の値に置き換える箇所があります ({ $names })。結果は現在のテキストによるものです。
table-standalone = { $count ->
   *[other] アカウントはスタンドアロンに設定されていますが、組織のメンバーアカウントだけに適用される RCP または SCP が { $count } 件あります。これらはメンバーアカウントの場合と同じように評価されます。
}
table-make-member = 組織のメンバーアカウントにする

table-name = 名前
table-entry = サインイン方法
table-region = リージョン
table-principal = プリンシパル ARN
table-presets = 種類から選択
table-network = 接続元
table-path-public = パブリックインターネット
table-path-endpoint = VPC エンドポイント
table-ip = IP アドレス
table-vpc = VPC
table-endpoint = エンドポイント
table-private-ip = プライベート IP
table-context = その他のコンテキストキー
table-context-add = キーを追加
table-context-key = キー { $number }
table-context-told = キー { $number } についてわかっていること
table-context-value = キー { $number } の値
table-context-remove = キー { $number } を削除
table-context-one = 値は 1 つ
table-context-many = 値は複数
table-context-unknown = 不明
table-context-unknown-hint = 値も、存在するかどうかも不明
table-context-lines = 1 行に 1 つの値
table-further = フェーズごとの接続元、リソース
table-other-network = 別の接続元を使う: { $phase }
table-network-at = 接続元 ({ $phase })
table-resource = リソース ARN
