# AWS がリソースベースのポリシーを作るもとになるアクセス許可ステートメント

statements-title = アクセス許可ステートメント
statements-open = アクセス許可ステートメント…
statements-templates = Terraform、CloudFormation、コマンド…
statements-about = AWS はアクセス許可ステートメントからリソースベースのポリシーを作成します。1 回の呼び出しで 1 つのステートメントができます。
statements-used = { $count ->
   *[other] { $count } 件のアクセス許可ステートメント: サインインのリソースベースのポリシーとして使用します。
}
statements-refused = { $count ->
   *[other] { $count } 件のアクセス許可ステートメント: 保持しましたが、AWS が拒否するものがあります。「アクセス許可ステートメント…」を選択して修正してください。
}
statements-beside-policy = { $count ->
   *[other] { $count } 件のアクセス許可ステートメントは使用しませんでした。テキストに AWS が作成したポリシーも含まれています。
}
statements-wrong = アクセス許可ステートメント { $number }: { $message }
statements-wrong-parameter = アクセス許可ステートメント { $number }、`{ $parameter }`: { $message }
statements-more = { $count ->
   *[other] ほかに { $count } 件のメッセージがあります。
}
statements-made-of = { $count ->
   *[other] { $count } 件のアクセス許可ステートメントから作成されています。
}
statements-no-policy = AWS が拒否するものがあるため、ポリシーはありません。
statements-number = ステートメント { $number }
statements-add = ステートメントを追加
statements-remove = ステートメント { $number } を削除
statements-source-ip = パブリックアドレスまたは範囲
statements-source-vpc = VPC
statements-signin-vpce = サインイン用の VPC エンドポイント
statements-console-vpce = コンソール用の VPC エンドポイント
statements-vpc-ip = VPC 内のアドレスまたは範囲
statements-region = VPC またはエンドポイントのリージョン
statements-excluded = 除外するプリンシパル
statements-token = クライアントトークン (任意)
statements-working = ステートメントを確認しています…
statements-use = リソースベースのポリシーとして使用
statements-to-correct = { $count ->
   *[other] 先に { $count } か所を修正してください
}
statements-forget = この変更を破棄
statements-read = これらのステートメントからエディタのポリシーができます。
statements-left = 呼び出しで作成できないもの
statements-left-about = 下の呼び出しではポリシーの残りの部分ができます。RCP にはこれらのステートメントを書けます。
statements-left-at = { $line } 行目
statements-policy = 作成されるポリシー
statements-calls = 呼び出し
statements-calls-about = AWS は `us-east-1` でのみ書き込みを受け付けます。クライアントトークンにより、繰り返した呼び出しは 1 回として扱われます。
statements-cli = AWS CLI
statements-boto3 = Python (boto3)
statements-json = JSON
statements-save = { $file } として保存
statements-no-template = アクセス許可ステートメントの型は Terraform にも CloudFormation にもないため、出力しません。
statements-readings = AWS がステートメントを統合する場合
statements-readings-about = 複数のステートメントがそれぞれ拒否するのか統合されるのかについて、AWS は説明していません (J1)。
statements-organization = このワークスペースの RCP と SCP
