# 判定を変えるためのポリシーの変更案

repair-title = 変更案
repair-working = ポリシーの変更を試しています…
repair-effect = 変わること
repair-apply = この変更を適用
repair-apply-named = この変更を適用: { $change }
repair-propose = 変更案を表示
repair-propose-allowed = サインインできるようにする変更案を表示
repair-propose-denied = サインインできないようにする変更案を表示
repair-propose-fix = 修正案を表示
repair-propose-fix-of = 修正案を表示: { $claim }
repair-done = 入力した値では、このサインインはすでにそのように判定されます。
repair-fill-in = 先に上の値を入力してください。
repair-wide = 下記のプリンシパルが、インターネットのほぼどこからでもサインインできるようになります。
repair-portal = このアカウントで IAM アイデンティティセンターを使用していますか。使用していない場合、そのためのポリシーの変更は不要です。
repair-principal = プリンシパルの ARN (緊急用ロールなど)
repair-range = アドレス範囲
repair-vpc = VPC
repair-endpoint = VPC エンドポイント
repair-region = リージョン
repair-principal-form = ルートユーザー、ユーザー、ロール、フェデレーションユーザーの ARN を入力してください。
repair-range-form = `203.0.113.0/24` のような範囲を入力してください。
repair-vpc-form = `vpc-0a1b2c3d` のような VPC の ID を入力してください。
repair-endpoint-form = `vpce-0a1b2c3d` のような VPC エンドポイントの ID を入力してください。
repair-region-form = `us-east-1` のようなリージョンを入力してください。
