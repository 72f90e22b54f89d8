# ギャラリーの例: タイトルと、2 文の要点

example-title-break-glass = 緊急用の経路を残したネットワーク境界
example-lesson-break-glass = 許可する経路 (IP 範囲と VPC) を 1 つのステートメントにまとめ、3 つのフェーズすべてで同じプリンシパルを除外しています。エンドポイントのリージョンは同じ除外を持つ別のステートメントで制限しているため、緊急用ロールはどこからでもサインインできます。

example-title-example-2-rbp = AWS のリソースベースの例 2 と VPC エンドポイント
example-lesson-example-2-rbp = `NotIpAddress` は `aws:SourceIp` が存在しない場合に true になり、VPC エンドポイント経由では常にこの状態になります。そのため、社内のアドレスを許可する AWS のこのポリシーは、自社のものを含むエンドポイント経由のサインインをすべて拒否します。

example-title-example-1-rcp = AWS の RCP 例 1 とリージョンの固定
example-lesson-example-1-rcp = ネットワーク境界の 2 つのステートメントは緊急用ロールを除外しますが、VPC のリージョンを固定するステートメントは除外しません。企業の VPC から別のリージョンのエンドポイントを使うと、緊急用ロールもほかのユーザーと同じように拒否されます。

example-title-separate-statements = 社内ネットワークと VPC を別々のステートメントに書いた場合
example-lesson-separate-statements = 「〜でなければ拒否」の 2 つのステートメントは足し合わされず、互いに相手だけが通す経路を拒否します。社内のアドレスと VPC の両方から同時にサインインすることはできないため、通過できるのは除外されたロールだけです。

example-title-one-phase-exemption = 1 つのフェーズだけの除外
example-lesson-one-phase-exemption = 緊急用ロールは認証前フェーズでは除外されていますが、認証後フェーズでは除外されていません。サインインページは通過し、認可コードの生成で拒否されます。

example-title-missing-key = 否定形のオペレータと存在しないキー
example-lesson-missing-key = `aws:PrincipalOrgID` は認証前には存在せず、否定形のオペレータは `IfExists` の有無にかかわらず、存在しないキーに対して true になります。外部のプリンシパルを締め出すためのポリシーが、`signin:Authenticate` で全員を拒否します。

example-title-data-perimeter-rcp = AWS のデータ境界のサンプル
example-lesson-data-perimeter-rcp = 1 つのステートメントで 2 つの PrincipalArn キーを評価し、各フェーズで存在しないほうは true になり、存在するほうで決まります。リージョンのステートメントには除外がないため、VPC から別のリージョンのエンドポイントを使うと緊急用ロールも拒否されます。

example-title-scp-break-glass = 緊急用ロールだけを通す SCP
example-lesson-scp-break-glass = この SCP は `aws:PrincipalArn` が緊急用ロールでなければサインインをすべて拒否しますが、このキーは認証後にしか存在しません。コンソール認可を有効にすると、緊急用ロールも最初のフェーズで拒否されます。

example-title-scp-aws-login = `aws login` をブロックする SCP
example-lesson-scp-aws-login = OAuth の 2 つのアクションをすべてのリソースで拒否すると、意図どおり `aws login` は止まります。しかしコンソールも同じ 2 つのアクションを通るため、コンソール認可が有効な場合、コンソールへのサインインもすべて拒否されます。

example-title-region-deny-scp = サインインを考慮していないリージョン拒否 SCP
example-lesson-region-deny-scp = グローバルサービスを並べた `NotAction` は、列挙されていないものをすべて拒否し、サインインもその対象です。グローバルのサインインエンドポイントは us-east-1 とみなされるため、使用するとルートユーザーも拒否されます。

example-title-endpoint-policy = 認証前後の VPC エンドポイントポリシー
example-lesson-endpoint-policy = エンドポイントポリシーは、各フェーズに存在するキー (認証前は `aws:ResourceOrgID`、認証後は `aws:PrincipalOrgID`) で許可する必要があります。`aws:PrincipalOrgID` だけを使う 1 つのステートメントは同じように見えますが、誰もサインインできません。

example-title-identity-center = ネットワークのポリシーと IAM アイデンティティセンター
example-lesson-identity-center = AWS によると、ネットワークのキーを使うサインインのポリシーは、社内からでも自宅からでも IAM アイデンティティセンターのユーザーをブロックします。予約されたロールを `ArnNotLike` で除外すると、どこからでもサインインできるようになります。

example-title-federated-user = 除外したフェデレーテッドユーザー
example-lesson-federated-user = `signin:PrincipalArn` はフェデレーテッドユーザーに対応していないため、認証前の除外は適用されません。ステートメントで Carlos を指定していても、社外からのサインインは最初のフェーズで拒否されます。

example-title-managed-policies = AWS サインインの AWS 管理ポリシー
example-lesson-managed-policies = `aws login` には許可が必要で、`SignInLocalDevelopmentAccess` はそれを与えますが、AWS MCP Server 用のポリシーは与えません。`AWSSignInResourcePolicyManagement` があれば、ブレークグラスロールがコンソール認可を無効にできます。
example-title-session-revocation = セッションの取り消しと `aws:TokenIssueTime`
example-lesson-session-revocation = セッションを取り消すと、ある時刻より前に発行されたトークンに対する拒否が追加され、認証後のフェーズだけに適用されます。その時点のセッションは終了しますが、同じユーザーは再びサインインできます。

example-title-authorization-off = まだ適用されていないポリシー
example-lesson-authorization-off = ステートメントはコンソール認可を有効にする前から作成できますが、有効にするまでは評価されません。ここのアカウント設定で有効にすると、誰が拒否されるかを確認できます。
