# ルールの説明。英語は crates/lint/src/rules/ の各ルールのファイルにある。

rule-denies-vpc-endpoints-what = 特定のアドレス以外からのサインインを拒否し、VPC エンドポイントに触れていないステートメントを探します。
rule-denies-vpc-endpoints-why = VPC エンドポイント経由のリクエストには `aws:SourceIp` が存在せず、否定の演算子はキーが存在しないと成立します。そのため、VPC エンドポイント経由でサインインする全員が拒否されます。AWS の 2 番目の例がこれにあたります。
rule-exempts-nobody-what = そのアクションのリクエストに存在しないキーでプリンシパルを除外しようとしているステートメントを探します。
rule-exempts-nobody-why = 認証前に存在するのは `signin:PrincipalArn` で `aws:PrincipalArn` は存在せず、認証後はその逆です。否定の演算子はキーが存在しないと成立するため、除外するはずのプリンシパルも拒否されます。
rule-private-source-ip-what = `aws:SourceIp` と比較しているプライベートアドレスの範囲を探します。
rule-private-source-ip-why = `aws:SourceIp` はリクエストがインターネット経由で AWS に届くときの送信元アドレスで、プライベートアドレスになることはありません。その範囲だけが指定されていると誰もサインインできず、ほかの範囲と並んでいる場合は何の効果もありません。VPC 内のアドレスは `aws:VpcSourceIp` に入ります。

## ケースファイル全体についてのルール (英語は crates/answers/src/lint/rules/)

rule-exempt-denied-what = ほかの利用者がサインインできる場所から除外されているのに、どこかで拒否されるプリンシパルを探します。
rule-exempt-denied-why = ブレークグラスは、ネットワークやリージョンが使えないときにこそ機能しなければなりません。リージョンを固定するステートメントなどに除外がないと、そこで拒否されます。AWS の最初の例がこれにあたります。
rule-exempt-locked-out-what = サインインのいずれかの段階で除外されているのに、3 つの段階すべてを通る方法がないプリンシパルを探します。
rule-exempt-locked-out-why = `signin:Authenticate` を通っても、その後に拒否されるブレークグラスロールは、ほかの全員と同じく締め出されます。除外は、それぞれの段階に存在するキーで 3 つのアクションすべてに必要です。
rule-identity-center-locked-out-what = IAM Identity Center 経由では誰もコンソールにサインインできないポリシーを探します。
rule-identity-center-locked-out-why = ネットワークを制限するポリシーは IAM Identity Center 経由のサインインを妨げると AWS は説明しています。IAM Identity Center を使っている場合、利用者は締め出されます。
rule-locked-out-what = ケースまたはポリシーが名指ししていて、ほかの利用者はサインインできるのに、どこからもコンソールにサインインできないプリンシパルを探します。
rule-locked-out-why = 意図していない場合、ポリシーが有効になるとすぐに締め出されます。
rule-may-be-locked-out-what = いずれかのサインインが通るかどうかが分からないプリンシパルを探します。
rule-may-be-locked-out-why = それを左右する点が、ポリシー、ケース、または AWS のドキュメントで決まっていません。決まるまでは、締め出されている可能性があります。
rule-no-exemption-what = サインイン元を制限していながら、誰も除外していないポリシーを探します。
rule-no-exemption-why = AWS は少なくとも 1 つのプリンシパルを除外するよう勧めています。除外がないと、列挙したネットワークが使えないときに、ポリシーを直すためにサインインできる人がいません。
rule-nobody-signs-in-what = 誰がどこからサインインしても、コンソールへのサインインが 1 つも通らないポリシーを探します。
rule-nobody-signs-in-why = ポリシーが有効になるとすぐに、管理者やブレークグラスを含む全員が締め出されます。AWS には、事前にそれを知るドライランがありません。
rule-not-analysed-what = 締め出しについてのルールが答えを得られなかったことと、その理由を伝えます。
rule-not-analysed-why = その場合、誰かが締め出されているかどうかは分かりません。ポリシーの誤りではありませんが、何も証明されていません。
rule-people-locked-out-what = ポリシーが名指しするプリンシパル以外は誰もコンソールにサインインできないポリシーを探します。
rule-people-locked-out-why = ほかの全員は、どこからサインインしても締め出されます。意図している場合は、保証としてそれを書き、この検出結果を抑制してください。
rule-phase-not-restricted-what = サインインのアクションの一部を制限していながら、別のアクションを全員に許しているポリシーを探します。
rule-phase-not-restricted-why = AWS は 3 つのアクションすべてを対象にするよう勧めています。フェデレーションのロールは `signin:Authenticate` を通らないため、それだけを対象にしたステートメントは効きません。認証後のアクションだけを対象にすると、誰でもパスワードを試せます。
rule-unneeded-condition-what = ほかの条件を満たすすべてのサインインについて常に成立するか、決して影響しない条件を探します。
rule-unneeded-condition-why = その条件は何も制限していないか、そのためにステートメントが何もしなくなっていますが、読む人は効いていると考えます。すべてのサインインについて証明済みです。
rule-unneeded-statement-what = 適用されることがないか、ほかのステートメントに含まれているために、どのサインインも左右しないステートメントを探します。
rule-unneeded-statement-why = そのステートメントは何もしていませんが、読む人は効いていると考えます。すべてのサインインについて証明済みです。
rule-endpoint-denies-authentication-what = サインインのアクションを許可していながら、`signin:Authenticate` を許可することのない VPC エンドポイントのポリシーを探します。
rule-endpoint-denies-authentication-why = エンドポイントのポリシーは、許可していないものを拒否します。認証前にそこから見えるのは `aws:ResourceAccount` と `aws:ResourceOrgID` で、プリンシパルのキーは見えません。そのようなキーを評価するステートメントはこのアクションを許可しないため、そのエンドポイント経由では誰もサインインできません。
rule-exempts-nobody-before-authentication-what = `signin:Authenticate` を拒否し、プリンシパルを除外しようとしている SCP とエンドポイントのポリシーを探します。
rule-exempts-nobody-before-authentication-why = 認証前に誰がサインインするかを示すキーがあるのは、RCP とリソースベースのポリシーだけです。ほかのポリシーでは、プリンシパルを否定の演算子で評価する条件が全員に当てはまるため、除外するはずのプリンシパルも最初のアクションで拒否されます。
rule-for-all-values-allows-what = 値が 1 つのキーや、サインインに存在しないことがあるキーを `ForAllValues:` で評価して許可しているステートメントを探します。
rule-for-all-values-allows-why = `ForAllValues:` はキーが存在しないと成立するため、ステートメントはそのキーを持たない全員を許可します。認証前には、プリンシパルのキーは誰にもありません。
rule-key-never-there-what = ステートメントのアクションのどのサインインにも存在しないキーや、その種類のポリシーから見えないキーを評価する条件を探します。
rule-key-never-there-why = そのような条件はどのリクエストでも結果が同じで、何の効果もないか、ステートメントが適用されないようにするかのどちらかです。認証前に存在するプリンシパルのキーは `signin:PrincipalArn` だけで、それが見えるのは RCP とリソースベースのポリシーだけです。MFA のキーは存在しません。
rule-missing-set-prefix-what = 複数の値を持つキーを、`ForAnyValue:` も `ForAllValues:` も付けない演算子で比較している条件を探します。
rule-missing-set-prefix-why = そのようなキーが存在する場合、プレフィックスのない演算子は否定の演算子も含めて成立することがありません。拒否はそのキーを持つリクエストに適用されず、許可は何も許可しません。
rule-operator-not-listed-what = AWS サインインのキーの型には合うものの、AWS がそのキーについて挙げていない演算子を探します。
rule-operator-not-listed-why = AWS サインインは、キーごとにサポートする演算子を挙げています。ほかの演算子は、別のところで使えるとしても、サインインでの結果は文書化されていません。
rule-operator-of-wrong-type-what = キーの値の型を比較できない条件演算子を探します。
rule-operator-of-wrong-type-why = AWS はそのような条件を保存し、等しくなることのないものを比較します。文字列の演算子でアドレスが範囲に含まれることはなく、アドレスの演算子で ID に一致することはありません。条件は常に成立するか決して成立しないため、ステートメントは全員を拒否するか、誰も拒否しません。
rule-organization-before-authentication-what = 組織の外のプリンシパルを `signin:Authenticate` で拒否しているステートメントを探します。
rule-organization-before-authentication-why = 認証前のリクエストにはプリンシパルの組織のキーが存在せず、否定の演算子はキーが存在しないと成立します。そのため、組織のメンバーも含めて全員が拒否されます。
rule-principal-before-authentication-what = `signin:Authenticate` についてのステートメントで、`Principal` が全員以外を指定しているものを探します。
rule-principal-before-authentication-why = 認証前には誰なのか分かっていないため、サインインする人に一致するのは `*` だけです。ほかの名前のステートメントは適用されず、`NotPrincipal` のステートメントは、除外するはずの人も含めて全員に適用されます。
rule-set-prefix-on-single-value-what = 値が 1 つのキーに付いた `ForAllValues:` と `ForAnyValue:` を探します。AWS サインイン自身のキーの値はどれも 1 つです。
rule-set-prefix-on-single-value-why = 値が 1 つの場合、プレフィックスで変わるのはキーが存在しないときの結果だけです。演算子にかかわらず、`ForAllValues:` では成立し、`ForAnyValue:` では成立しません。そのため、拒否が適用されないはずのリクエストに適用されたり、適用されるはずのリクエストを除外したりします。

rule-example-value-what = `111122223333` や `203.0.113.0/24` など、ドキュメントの例で使われるアカウント ID とネットワークを探します。ポリシーごとに最初の 1 つを示します。
rule-example-value-why = ドキュメント用に予約されたネットワークからサインインする人はおらず、その ID のアカウントは自分のものではありません。
rule-nobodys-arn-what = プリンシパルのキーと比較していて、どのプリンシパルも持つことのない ARN を探します。12 桁でないアカウント、リージョン、存在しないパーティション、別のサービス、プリンシパルではないリソースなどです。
rule-nobodys-arn-why = そのような ARN による除外は誰も除外しません。AWS はそのまま保存するため、気付く手掛かりがありません。
rule-placeholder-what = `<my-corporate-cidr>`、`${"{"}Account{"}"}`、`REGION_HERE`、`vpc-EXAMPLE` など、例やテンプレートで自分の値に置き換えるべきプレースホルダーを探します。
rule-placeholder-why = AWS はその一部を拒否し、ほかは保存します。保存されたものは何とも一致しません。否定のテストは全員について成立するため、Deny は全員に適用され、除外するはずのプリンシパルは除外されません。

rule-authorization-off-what = コンソール認可がオフだとケースに書かれたアカウントまたは組織で、サインインについてのポリシーを探します。
rule-authorization-off-why = AWS Sign-In がポリシーを評価するのは、コンソール認可をオンにしてからです。それまでは何も制限しません。
rule-management-account-what = 組織の管理アカウントについてのケースで、RCP と SCP を探します。
rule-management-account-why = これらは管理アカウントには適用されないため、制限するはずのものが開いたままになります。そのアカウントではサインインのリソースベースポリシーを使ってください。
