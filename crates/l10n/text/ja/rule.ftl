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
