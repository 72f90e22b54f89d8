# ページの目的と、ポリシーのないワークスペースの始め方

start-purpose = AWS コンソールに誰がどこからサインインできるかを確認します。
start-purpose-label = このページの目的
start-add = ポリシーを取り込む
start-title = ポリシーの取り込み
start-paste = ここに貼り付けてください
start-takes = ポリシー、AWS CLI の出力、`$ aws` の行を含むターミナルの記録、ケースファイル、JSON 形式のテンプレートとプランを読み取ります。
start-use = このテキストを使う
start-import = AWS のツールからインポート
start-import-it = ほかの出力と合わせて確認
start-commands = 必要な情報を出力するコマンド
start-commands-about = AWS CloudShell またはターミナルで実行し、出力をすべてまとめて貼り付けてください。
start-commands-account = アカウントと組織
start-commands-resource-based = リソースベースのポリシー
start-commands-path = アカウントの上位のルートと OU
start-commands-organization = RCP と SCP およびアタッチ先
start-commands-endpoints = VPC エンドポイントポリシー
start-copy = コマンドをコピー: { $about }
start-copy-short = コピー
start-begin = ひな形のポリシー
start-begin-about = 例の値が入っています。実際の値に置き換えてください。

start-other-service = { $endpoint } のポリシーは取り込みませんでした。この VPC エンドポイントは { $service } に接続するため、サインインには影響しません。
start-writes = `{ $command }` は結果のポリシーを表示しないため使用しませんでした。`aws signin get-resource-policy` を実行し、その出力を貼り付けてください。
start-not-run = { $others ->
    [0] `{ $command }` の出力がないため使用しませんでした。実行して出力を貼り付けてください。
   *[other] `{ $command }` と他の { $others } 個のコマンドの出力がないため使用しませんでした。実行して出力を貼り付けてください。
}
start-command-no-json = `{ $command }` の出力は JSON ではないため使用しませんでした。`--output json` を付けて実行し、出力を貼り付けてください。

start-account-set = 出力から設定しました: { $parts }。
start-part-separator = 、
start-part-id = アカウント ID { $value }
start-part-organization = 組織 { $value }
start-part-path = 上位は { $value }
start-part-standalone = スタンドアロンアカウント
start-part-member = 組織のメンバーアカウント
start-part-management = 管理アカウント
start-part-on-account = アカウントのコンソール認可は{ $on ->
    [yes] 有効
   *[no] 無効
}
start-part-on-organization = 組織のコンソール認可は{ $on ->
    [yes] 有効
   *[no] 無効
}
start-other-account = { $told } に関する出力は使用しませんでした。このワークスペースは { $here } に関するものです。もう一方には新しいワークスペースを開いてください。
start-organization-left = 組織のポリシー { $count } 件を削除しました。
start-remove-organization = RCP と SCP を削除
