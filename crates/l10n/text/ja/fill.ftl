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
fill-wrong-account = `{ $value }` はアカウント ID ではありません。12 桁の数字を入力してください。
fill-wrong-addresses = `{ $value }` は IP アドレスでも範囲でもありません。`198.51.100.0/24` のように入力してください。
fill-wrong-arn = `{ $value }` は ARN ではありません。`arn:aws:iam::111122223333:role/BreakGlass` のように入力してください。
fill-wrong-endpoint = `{ $value }` は VPC エンドポイント ID ではありません。`vpce-0123456789abcdef0` のように入力してください。
fill-wrong-organization = `{ $value }` は組織 ID ではありません。`o-a1b2c3d4e5` のように入力してください。
fill-wrong-partition = `{ $value }` はパーティションではありません。`aws` のように入力してください。
fill-wrong-principal = `{ $value }` はルートユーザー、ユーザー、ロールの ARN ではありません。`arn:aws:iam::111122223333:role/BreakGlass` のように入力してください。
fill-wrong-region = `{ $value }` はリージョンではありません。`eu-west-1` のように入力してください。
fill-wrong-text = `{ $value }` には制御文字があります。制御文字を除いて入力してください。
fill-wrong-vpc = `{ $value }` は VPC ID ではありません。`vpc-0a1b2c3d4e5f60718` のように入力してください。
fill-wrong-several = ここに入る値は 1 つだけです。1 つだけ入力してください。
fill-wrong-placeholder = `{ $value }` 自体がプレースホルダーです。置き換える値を入力してください。
