# ルールの説明。英語は crates/lint/src/rules/ の各ルールのファイルにある。

rule-denies-vpc-endpoints-what = 特定のアドレス以外からのサインインを拒否し、VPC エンドポイントに触れていないステートメントを探します。
rule-denies-vpc-endpoints-why = VPC エンドポイント経由のリクエストには `aws:SourceIp` が存在せず、否定の演算子はキーが存在しないと成立します。そのため、VPC エンドポイント経由でサインインする全員が拒否されます。AWS の 2 番目の例がこれにあたります。
rule-exempts-nobody-what = そのアクションのリクエストに存在しないキーでプリンシパルを除外しようとしているステートメントを探します。
rule-exempts-nobody-why = 認証前に存在するのは `signin:PrincipalArn` で `aws:PrincipalArn` は存在せず、認証後はその逆です。否定の演算子はキーが存在しないと成立するため、除外するはずのプリンシパルも拒否されます。
rule-private-source-ip-what = `aws:SourceIp` と比較しているプライベートアドレスの範囲を探します。
rule-private-source-ip-why = `aws:SourceIp` はリクエストがインターネット経由で AWS に届くときの送信元アドレスで、プライベートアドレスになることはありません。その範囲だけが指定されていると誰もサインインできず、ほかの範囲と並んでいる場合は何の効果もありません。VPC 内のアドレスは `aws:VpcSourceIp` に入ります。
