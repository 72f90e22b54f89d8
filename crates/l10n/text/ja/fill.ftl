# プレースホルダーに値を入力するフォーム。

fill-title = このポリシーには、自分の値に置き換えるプレースホルダーが { $count } 個あります。
fill-examples = このポリシーには、ドキュメントの例の値があります。
fill-open = 入力する
fill-close = 隠す
fill-hint = 入力した値は、ワークスペースのすべてのポリシーで、同じプレースホルダーのある箇所すべてに入ります。空欄のものはそのまま残ります。
fill-in = { $count ->
    [0] 入力する
   *[other] { $count } 個の値を入力する
}
fill-all = { $count } 個の値をすべて入力
fill-several = (複数可)
fill-more = ドキュメントの例の値 { $count } 件 (そのままでも可)
fill-optional = (ドキュメントの例の値)
fill-proposed = { $name } に { $value } を使う
fill-account = アカウント ID
fill-addresses = IP アドレス範囲
fill-arn = ARN
fill-endpoint = VPC エンドポイント ID
fill-organization = 組織 ID
fill-partition = パーティション
fill-principal = プリンシパルの ARN
fill-region = リージョン
fill-text = 値
fill-vpc = VPC ID
fill-wrong-account = `{ $value }` はアカウント ID ではありません。アカウント ID は 12 桁の数字です。
fill-wrong-addresses = `{ $value }` は IP アドレスでも、`198.51.100.0/24` のような範囲でもありません。
fill-wrong-arn = `{ $value }` は ARN ではありません。
fill-wrong-endpoint = `{ $value }` は、`vpce-0123456789abcdef0` のような VPC エンドポイント ID ではありません。
fill-wrong-organization = `{ $value }` は、`o-a1b2c3d4e5` のような組織 ID ではありません。
fill-wrong-partition = `{ $value }` は、`aws` のようなパーティションではありません。
fill-wrong-principal = `{ $value }` は、`arn:aws:iam::111122223333:role/BreakGlass` のようなルートユーザー、ユーザー、ロールの ARN ではありません。
fill-wrong-region = `{ $value }` は、`eu-west-1` のようなリージョンではありません。
fill-wrong-text = `{ $value }` には、値に使えない文字があります。
fill-wrong-vpc = `{ $value }` は、`vpc-0a1b2c3d4e5f60718` のような VPC ID ではありません。
fill-wrong-several = ここに入る値は 1 つだけです。
fill-wrong-placeholder = `{ $value }` 自体がプレースホルダーです。
