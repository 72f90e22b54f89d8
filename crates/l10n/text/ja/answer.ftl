# すべてのサインインについての回答の文。ID と変数は message.ftl と同じく英語のテンプレートのもの。
# 画面では見出し、コロン、内容の順に並ぶ。

## 並べ方

answer-it = { $it }
answer-place = { $place }のサインイン
answer-it-place = { $it } ({ $place })
answer-first-then = { $first }、{ $then }
answer-first-and-then = { $first }、{ $then }
answer-line-line = { $line } 行目

## プリンシパル

answer-everybody = 全員
answer-some-but-exceptions = { $some } ({ $exceptions } を除く)
answer-kinds-among-names = { $names } に該当する { $kinds }
answer-text-in-any-case-of-its-letters = { $text } (大文字と小文字を区別しない)
answer-whatever-matches-all-of-patterns = { $patterns } のすべてに一致するもの
answer-the-root-user = ルートユーザー
answer-users = IAM ユーザー
answer-roles = ロール
answer-roles-of-iam-identity-center = IAM アイデンティティセンターのロール
answer-federated-users = フェデレーテッドユーザー

## ネットワーク、リージョン、条件キー

answer-from-anywhere = あらゆる場所から
answer-over-the-internet = パブリックインターネットから
answer-over-the-internet-from-outside-of-ranges = { $ranges } 以外のパブリック IP アドレスから
answer-from-ranges = { $ranges } から
answer-a-vpc-endpoint = VPC エンドポイント
answer-through-it = { $it } 経由で
answer-through-endpoint-in-vpc = { $vpc } の { $endpoint } 経由で
answer-through-endpoint-of-vpc = { $vpc } の { $endpoint } 経由で
answer-through-from-ranges = { $through } { $ranges } から
answer-from-address-through = { $through } { $address } から
answer-other-vpc-endpoints-than-others = { $others } 以外の VPC エンドポイント
answer-other-vpcs-than-others = { $others } 以外の VPC
answer-other-regions-than-others = { $others } 以外のリージョン
answer-from-in-regions = { $from } { $regions } で
answer-in-regions = { $regions } で
answer-without-key = { $key } なし
answer-with-key = { $key } あり
answer-with-key-values = { $key } が { $values }
answer-with-key-other-than-values = { $key } が { $values } 以外
answer-with-key-in-ranges = { $key } が { $ranges } の範囲内
answer-with-key-from-from-on = { $key } が { $from } 以降
answer-with-key-before-before = { $key } が { $before } より前
answer-with-key-from-from-and-before-before = { $key } が { $from } 以降 { $before } より前
answer-with-key-of-at-least-from = { $key } が { $from } 以上
answer-with-key-below-before = { $key } が { $before } 未満
answer-with-key-of-at-least-from-and-below-before = { $key } が { $from } 以上 { $before } 未満
answer-with-or-without-it = { $with }、またはキーなし
answer-from-network-parts = { $network } ({ $parts }) から
answer-from-network-parts-in-regions = { $network } ({ $regions } の { $parts }) から

## 誰がどこからサインインできるか

answer-by-entries = { $entries } でのサインイン
answer-the-console = コンソール
answer-gets-in = サインインできる
answer-stays-out = サインインできない
answer-stays-closed = サインインできない
answer-not-known = 不明
answer-verb-place = { $verb } ({ $place })
answer-what-this-answer-assumes = この回答の前提
answer-what-this-answer-leaves-open = この回答で判定できないこと
answer-these-keys-are-absent-because-nothing-says-that-sign-ins-have-them = サインインが持つことを示すものがないため、存在しないとみなしたキー
answer-these-keys-are-independent-of-each-other-though-an-endpoint-belongs-to-one-vpc-in-one-region = エンドポイントは 1 つのリージョンの 1 つの VPC に属するが、互いに独立とみなしたキー
answer-the-case-file-says-that-iam-identity-center-is-not-used-in-this-account-its-roles-are-left-out = ケースファイルによると、このアカウントでは IAM アイデンティティセンターを使用していないため、そのロールは対象外
answer-our-interpretation-of-points-that-aws-leaves-open = AWS が明らかにしていない点についての解釈

## 理由

answer-denied-at-action = { $action } で拒否
answer-denied-at-action-why = { $action } で、{ $why } 拒否
answer-denied-at-action-for-example-why = { $action } で、たとえば { $why } 拒否
answer-by-statements = { $statements } により
answer-where-no-layer-allows-it = 許可する { $layer } がないため
answer-where-layer-policy-does-not-allow-it = { $layer } { $policy } が許可していないため
answer-denied-at-an-action-that-is-not-known-what-statements-comes-to-differs-from-sign-in-to-sign-in = 拒否されますが、どのアクションでかは不明です: { $statements } の結果がサインインごとに異なります
answer-not-decided-for-all-of-them-together-what-statements-comes-to-differs-from-sign-in-to-sign-in = まとめて判定することはできません: { $statements } の結果がサインインごとに異なります
answer-depends-on-what = { $what } によって決まります
answer-depends-for-example-on-what = たとえば { $what } によって決まります
answer-depends-on-what-in-statements = { $statements } で、{ $what } によって決まります
answer-depends-for-example-on-what-in-statements = たとえば { $statements } で、{ $what } によって決まります
answer-aws-would-refuse-a-policy = AWS が受け付けないポリシーがあります
answer-aws-would-refuse-statements = AWS は { $statements } を受け付けません
answer-the-identity-policies-which-are-not-given = 示されていないアイデンティティベースのポリシー
answer-the-resource-which-is-not-given = 示されていないリソース
answer-statement-sid-of-policy = { $policy } のステートメント { $sid }
answer-statement-number-of-policy = { $policy } の Statement[{ $number }]
answer-layer-policy = { $layer } { $policy }
answer-the-layer = { $layer }
answer-vpc-endpoint-policy = VPC エンドポイントポリシー
answer-resource-control-policy = リソースコントロールポリシー (RCP)
answer-service-control-policy = サービスコントロールポリシー (SCP)
answer-resource-based-policy = リソースベースのポリシー
answer-identity-policy = アイデンティティベースのポリシー
answer-permissions-boundary = アクセス許可の境界
answer-session-policy = セッションポリシー
answer-what-it-says-of-key-is-not-decided-for-all-sign-ins-together-a-policy-variable-refers-to-the-key-operators-of-different-kinds-test-it-or-too-many-wildcards-do = { $key } についての条件は、すべてのサインインについてまとめて判定できません。ポリシー変数がこのキーを参照しているか、異なる種類の演算子がこのキーを調べているか、ワイルドカードが多すぎます

## ロックアウト

answer-nobody-is-locked-out-everybody-has-a-way-into-the-console-from-one-of-the-networks = ロックアウトされるプリンシパルはありません: 全員が、いずれかのネットワークからコンソールにサインインできます
answer-nobody-is-locked-out-everybody-has-a-way-into-the-console-from-somewhere = ロックアウトされるプリンシパルはありません: 全員が、どこかからコンソールにサインインできます
answer-everybody-is-locked-out-of-the-console-from-every-one-of-the-networks = 全員が、どのネットワークからもコンソールにサインインできません
answer-everybody-is-locked-out-of-the-console-wherever-they-come-from = 全員が、どこからもコンソールにサインインできません
answer-locked-out-of-the-console-from-every-one-of-the-networks-whom = どのネットワークからもコンソールにサインインできないプリンシパル: { $whom }
answer-locked-out-of-the-console-wherever-they-come-from-whom = どこからもコンソールにサインインできないプリンシパル: { $whom }
answer-nobody-is-locked-out-for-certain-it-is-unknown-whether-these-get-into-the-console-from-one-of-the-networks-whom = ロックアウトが確実なプリンシパルはありませんが、いずれかのネットワークからコンソールにサインインできるか不明なプリンシパルがあります: { $whom }
answer-nobody-is-locked-out-for-certain-but-it-is-not-known-whether-these-have-a-way-into-the-console-whom = ロックアウトが確実なプリンシパルはありませんが、コンソールにサインインできるか不明なプリンシパルがあります: { $whom }
answer-locked-out = ロックアウト
answer-whom-from-networks = { $whom } ({ $networks } から)
answer-denied-whatever-it-does = 何をしても拒否
answer-this-one-is-decided-but-not-all-of-them-together-see-the-statements-below = これは判定できますが、すべてをまとめて判定することはできません。下のステートメントを参照してください
answer-for-example-principal-from-in-region-by-entry = 例: { $principal } が { $from } { $region } の { $entry } でサインイン
answer-key-not-known = { $key } は不明
answer-key-value = { $key } は { $value }

## 保証

answer-the-guarantee-holds = 保証は成り立ちます
answer-all-count-guarantees-hold = { $count } 件の保証がすべて成り立ちます
answer-holding-of-all-guarantees-hold = { $all } 件の保証のうち { $holding } 件が成り立ちます
answer-title-but-is-about-no-sign-in = { $title } (該当するサインインはない)
answer-title-one-of-them-about-no-sign-in = { $title } (うち 1 件は該当するサインインがない)
answer-title-count-of-them-about-no-sign-in = { $title } (うち { $count } 件は該当するサインインがない)
answer-holds = 成り立つ
answer-fails = 成り立たない
answer-the-guarantee-is-about-no-sign-in = この保証の対象となるサインインがない
answer-any-principal = 任意のプリンシパル
answer-each-principal = 各プリンシパル
answer-each-principal-among-patterns = { $patterns } に該当する各プリンシパル
answer-from-any-of-the-networks = いずれかのネットワークから
answer-from-anywhere-but-networks = { $networks } 以外から
answer-from-to-account-accounts = { $from }、アカウント { $accounts } へ
answer-each-sign-in-of-whom-from-by-doors-is-allowed = { $whom } が { $from } { $doors } で行うサインインは、すべて許可されます
answer-each-sign-in-of-whom-from-by-doors-is-denied = { $whom } が { $from } { $doors } で行うサインインは、すべて拒否されます
answer-at-least-one-sign-in-of-whom-from-by-doors-is-allowed = { $whom } が { $from } { $doors } で行うサインインのうち、少なくとも 1 つは許可されます
answer-at-least-one-sign-in-of-whom-from-by-doors-is-denied = { $whom } が { $from } { $doors } で行うサインインのうち、少なくとも 1 つは拒否されます
answer-said-at-action = { $action } で、{ $said }
answer-it-is-allowed = 許可されます
answer-denied-but-not-for-certain-at-one-action = 拒否されますが、どのアクションでかは確実ではありません
answer-this-one-is-decided-but-not-all-of-them-together = これは判定できますが、すべてをまとめて判定することはできません
answer-until-date = { $date } まで
answer-expired-it-was-to-hold-until-date = 期限切れ: { $date } までの保証
answer-owner-owner = 責任者 { $owner }
answer-reason-reason = 理由 { $reason }

## 変更の比較

answer-people-who-sign-in-places-lose-access-to-the-console = { $places }サインインするプリンシパルは、コンソールにアクセスできなくなります
answer-people-who-sign-in-places-gain-access-to-the-console = { $places }サインインするプリンシパルは、コンソールにアクセスできるようになります
answer-others-lose-access-to-the-console-in-count-more-cases = ほか { $count } 通りのサインインでも、アクセスできなくなります
answer-others-gain-access-to-the-console-in-count-more-cases = ほか { $count } 通りのサインインでも、アクセスできるようになります
answer-newly-denied = 新たに拒否される
answer-newly-allowed = 新たに許可される
answer-now-denied-unknown-before = 新たに拒否される (以前は不明)
answer-now-allowed-unknown-before = 新たに許可される (以前は不明)
answer-now-unknown-allowed-before = 許可されるかどうか不明になる (以前は許可)
answer-now-unknown-denied-before = 拒否されるかどうか不明になる (以前は拒否)
answer-still-denied-at-another-action = 引き続き、別のアクションで拒否される
answer-nothing-changes = 変更なし
answer-nothing-changes-every-sign-in-to-account-account-is-decided-as-before = 変更なし: アカウント { $account } へのすべてのサインインは、以前と同じく判定されます
answer-some-sign-ins-to-account-account-change = アカウント { $account } への一部のサインインが変わります
answer-sign-ins-to-account-account-change-kinds = アカウント { $account } へのサインインが変わります: { $kinds }
answer-nobody-is-newly-allowed-or-denied-some-sign-ins-to-account-account-are-still-denied-at-another-action = 新たに許可または拒否されるプリンシパルはありません: アカウント { $account } への一部のサインインは、引き続き、別のアクションで拒否されます
answer-some-are-what = 一部は { $what }
answer-it-is-not-known-whether-sign-ins-to-account-account-change = アカウント { $account } へのサインインが変わるかは不明です
answer-the-second-case-is-of-account-other-compared-as-if-it-were-account = 2 つ目のケースはアカウント { $other } のもので、{ $other } と { $account } を入れ替えて比較しています
answer-the-network-network-is-no-longer-declared = ネットワーク { $network } は宣言されなくなりました
answer-the-network-network-is-another-one-now = ネットワーク { $network } の内容が変わりました
answer-the-network-network-is-newly-declared = ネットワーク { $network } が新たに宣言されました
answer-nothing-changes-for-sign-ins-to-account-account-that-lack-keys-of-others-it-is-not-known = { $keys } を持たない、アカウント { $account } へのサインインは変わりません。それ以外については不明です
answer-before = 変更前
answer-after = 変更後
answer-before-what = 変更前: { $what }
answer-after-what = 変更後: { $what }
answer-sign-ins-that-are-what = { $what } サインイン
answer-sign-ins-that-at-action-by-itself-are-what = { $action } だけを見て { $what } サインイン
answer-at-action-by-itself-nothing-changes = { $action } だけを見ると変更はありません
answer-perhaps-decided-otherwise-than-before = 判定が変わる可能性がある
answer-unknown-before-and-after = 変更の前も後も判定できない
answer-not-known-whether-these-change = 変わるかどうか不明
answer-nothing-else-changes-which-is-proven = ほかは何も変わりません (証明済み)
answer-nothing-else-changes-for-sign-ins-that-lack-keys-which-is-proven = { $keys } を持たないサインインでは、ほかは何も変わりません (証明済み)
answer-before-and-after-what = 変更の前と後: { $what }
answer-what-changes-for-whose = { $whose }の変化
answer-sign-ins-to-any-account-that-no-policy-names = どのポリシーにも名前のないアカウントへのサインイン
answer-sign-ins-to-account-account = アカウント { $account } へのサインイン
answer-sign-ins-to-the-accounts-accounts = アカウント { $accounts } へのサインイン
answer-sign-ins-to-account-account-and-to-any-that-no-policy-names = アカウント { $account } と、どのポリシーにも名前のないアカウントへのサインイン
answer-sign-ins-to-the-accounts-accounts-and-to-any-that-no-policy-names = アカウント { $accounts } と、どのポリシーにも名前のないアカウントへのサインイン
answer-further-sign-ins-in-count-more-cases = ほか { $count } 通りのサインイン
answer-places-and-in-count-more-cases = { $places }、ほか { $count } 通り
answer-what-at-action-by-itself = { $action } だけで見ると、{ $what }
answer-only-by-entries = { $entries } だけ
answer-that-one-changes = このサインインは変わります

## 回答がない理由

answer-a-network-that-is-named-is-none-of-those-of-the-case = 指定されたネットワークはケースにありません。
answer-name-one-of-networks = `networks` のいずれかを指定してください。
answer-a-principal-that-is-named-belongs-to-another-account = 指定されたプリンシパルは別のアカウントに属しています。
answer-the-cases-are-of-two-accounts = ケースが 2 つの異なるアカウントのものです。
answer-compare-cases-of-one-account = 同じアカウントのケースを比較してください。
answer-name-principals-of-the-account-that-is-signed-in-to = サインイン先のアカウントのプリンシパルを指定してください。
answer-decide-single-sign-ins-with-vestibule-decide-or-leave-out-policies-that-do-not-bear-on-them = 個々のサインインを `vestibule decide` で判定するか、関係のないポリシーを省いてください。
answer-decide-single-sign-ins-with-vestibule-decide-or-use-fewer-wildcards-on-one-key = 個々のサインインを `vestibule decide` で判定するか、1 つのキーに使うワイルドカードを減らしてください。
answer-the-account-is-not-set-and-the-requests-are-not-all-of-one-account = サインイン先のアカウントが示されておらず、リクエストも 1 つのアカウントのものではありません。
answer-write-its-twelve-digits-as-account-id = 12 桁の ID を `account.id` に書いてください。
answer-there-is-no-answer-for-all-sign-ins-because-overlapping-patterns-make-a-region-that-no-pattern-describes = すべてのサインインについての回答はありません。ポリシーのパターンが重なり合い、領域をパターンで表せないためです。
answer-there-is-no-answer-for-all-sign-ins-because-there-are-more-than-limit-what = すべてのサインインについての回答はありません。{ $what } が上限の { $limit } を超えています。
answer-ways-to-read-a-text-that-patterns-tell-apart = パターンが区別するテキストの読み方
answer-classes-of-values-of-one-dimension = 1 つの次元の値のクラス
answer-truths-of-parts-of-statements = ステートメントの各部分の真偽
answer-edges-of-the-diagram-of-all-sign-ins = すべてのサインインの図の辺
answer-regions = 領域
answer-steps-of-one-decision = 1 つの判定のステップ
answer-the-case-declares-no-networks = ケースにはネットワークが宣言されていません。
answer-declare-them-as-networks = `networks` に宣言してください。
answer-the-case-has-no-guarantees-so-nothing-is-proven = ケースに保証がないため、何も証明されません。
answer-write-what-is-to-hold-for-every-sign-in-as-guarantees = すべてのサインインについて成り立つべきことを `guarantees` に書いてください。

## 要約

answer-no-policy-restricts-sign-ins = サインインを制限するポリシーはありません
answer-everybody-gets-in-from-anywhere-as-console-authorization-is-off = コンソール認可が無効なため、全員があらゆる場所からサインインできます
answer-everybody-gets-in-from-anywhere-proven = 全員があらゆる場所からサインインできます: 証明済み
answer-keys-taken-to-be-absent-as-nothing-says-that-sign-ins-have-them = サインインが持つことを示すものがないため、{ $keys } は存在しないとみなしています
answer-nobody-is-locked-out-proven = ロックアウトされるプリンシパルはありません: 証明済み
answer-nobody-can-sign-in-from-any-of-the-networks = どのネットワークからも、誰もサインインできません
answer-nobody-can-sign-in-to-the-console = 誰もコンソールにサインインできません
answer-nobody-not-even-whom = { $nobody } ({ $whom } も含む)
answer-nobody-but-whom-can-sign-in-from-any-of-the-networks = いずれかのネットワークからサインインできるのは { $whom } だけです
answer-nobody-but-whom-can-sign-in-to-the-console = コンソールにサインインできるのは { $whom } だけです
answer-whom-cannot-sign-in-from-any-of-the-networks = { $whom } は、どのネットワークからもサインインできません
answer-whom-cannot-sign-in-to-the-console = { $whom } は、コンソールにサインインできません
answer-it-is-not-known-whether-whom-can-sign-in-from-any-of-the-networks = { $whom } がいずれかのネットワークからサインインできるかは不明です
answer-it-is-not-known-whether-whom-can-sign-in-to-the-console = { $whom } がコンソールにサインインできるかは不明です
answer-statements-cannot-be-decided-for-all-sign-ins-together = { $statements } は、すべてのサインインについてまとめて判定できません
answer-whom-cannot-sign-in-places = { $whom } は、{ $places } サインインできません
answer-said-keys = { $said } ({ $keys })
answer-said-nor-in-one-more-case = { $said } (ほかに 1 つの場合も)
answer-said-nor-in-count-more-cases = { $said } (ほかに { $count } つの場合も)
answer-nobody-gets-in-path = { $path } サインインできるプリンシパルはありません
answer-nobody-but-whom-gets-in-path = { $path } サインインできるのは { $whom } だけです
answer-it-is-not-known-who-gets-in-path = { $path } 誰がサインインできるかは不明です
answer-people-get-in-from-anywhere = ポリシーに名前のないプリンシパルは、あらゆる場所からサインインできます
answer-one-way-in = サインインの経路は 1 通りです
answer-count-ways-in = サインインの経路は { $count } 通りです
answer-ways-depending-on-keys = { $ways } ({ $keys } によって決まる)
answer-nobody-but-perhaps-whom-gets-in-path = { $path } サインインできる可能性があるのは { $whom } だけです
answer-nobody-but-whom-and-perhaps-others-gets-in-path = { $path } サインインできるのは { $whom } だけです ({ $others }は不明)
answer-count-more-that-policies-name-are-denied-somewhere = ほか { $count } 件のプリンシパルにも、サインインできない場合があります
answer-count-more-networks-let-nobody-in-or-almost-nobody = ほか { $count } 件のネットワークからも、サインインできるプリンシパルはほとんどありません
answer-guarantee-guarantee-does-not-hold = 保証 { $guarantee } は成り立ちません
answer-it-is-not-known-whether-guarantee-guarantee-holds = 保証 { $guarantee } が成り立つかは不明です
answer-count-more-guarantees-do-not-hold-for-certain = ほか { $count } 件の保証も、確実には成り立ちません
answer-all-guarantees-hold-count = 保証はすべて成り立ちます: { $count } 件
answer-count-of-all-guarantees-hold = { $all } 件中 { $count } 件の保証が成り立ちます
## 修正案

answer-for-the-guarantee-guarantee = 保証 { $guarantee } について
answer-to-deny-a-sign-in-of-principal = { $principal } のサインインを拒否するには
answer-to-allow-a-sign-in-of-principal = { $principal } のサインインを許可するには
answer-denied-now = 現在は拒否
answer-not-known-now = 現在は不明
answer-no-change-that-is-tried-has-that-effect = 試した変更のうち、その効果があるものはありません
answer-number-what = { $number }. { $what }
answer-number-the-same-as-change-other = { $number }. 変更 { $other } と同じ
answer-the-guarantee-does-not-hold-by-this-alone = これだけでは保証は成り立ちません
answer-does-not-hold-any-more = 成り立たなくなる保証
answer-nobody-is-known-to-be-locked-out-of-the-console-so-there-is-nothing-to-repair = コンソールからロックアウトされていると確定したプリンシパルはないため、修正するものはない
answer-the-request-request-is-decided-as-expected = リクエスト { $request } の判定は期待どおり
answer-the-guarantee-guarantee-holds = 保証 { $guarantee } は成り立ちます
answer-count-more-sign-ins-are-not-looked-at = ほかに { $count } 件のサインインは調べていません
answer-exclude-principals-in-statements = { $statements } で { $principals } を除外する
answer-add-values-to-key-of-statements = { $statements } の { $key } に { $values } を追加する
answer-add-actions-to-statements = { $statements } に { $actions } を追加する
answer-widen-a-range-of-key-to-values-in-statements = { $statements } の { $key } の範囲を { $values } に広げる
answer-take-values-out-of-key-of-statements = { $statements } の { $key } から { $values } を除く
answer-take-actions-out-of-statements = { $statements } から { $actions } を除く
answer-take-the-test-of-key-out-of-statements = { $statements } から { $key } の条件を除く
answer-merge-statements-so-that-only-what-both-of-two-deny-is-denied = { $statements } を統合し、2 つがともに拒否するものだけを拒否する
answer-drop-statements = { $statements } を削除する
answer-deny-vpc-in-other-regions-than-regions-in-a-statement-beside-statements = { $statements } と並ぶステートメントで、{ $regions } 以外のリージョンの { $vpc } を拒否する
answer-the-case-has-no-request-called-name = ケースに { $name } というリクエストはありません。
answer-the-case-has-no-guarantee-called-name = ケースに { $name } という保証はありません。
answer-did-you-mean-name = { $name } ではありませんか。
answer-name-one-that-the-case-file-has = ケースファイルにあるものを指定してください。

## vestibule init

answer-requests-are-written-of-most-principals-and-count-more-are-named = リクエストは { $most } 個のプリンシパルについて書かれ、ほかに { $count } 個が挙げられています。
answer-not-everybody-has-a-way-into-the-console-from-the-networks-found-or-that-is-not-known = 見つかったネットワークからコンソールに入れないプリンシパルがいるか、入れるかどうかが不明です。
answer-vestibule-lockout-of-the-case-file-says-who-has-none = ケースファイルに `vestibule lockout` を実行すると、誰が入れないかがわかります。
answer-the-case-file-has-no-perimeter-principals-that-no-policy-exempts-may-get-in-from-outside-of-the-networks-found = ポリシーが除外するプリンシパル以外も、見つかったネットワークの外から入れる可能性があるため、ケースファイルには `perimeter` がありません。
answer-vestibule-prove-perimeter-of-the-case-file-names-a-sign-in-that-does = ケースファイルに `vestibule prove --perimeter` を実行すると、そのようなサインインの例がわかります。
answer-write-which-account-is-signed-in-to-as-account-id = サインイン先のアカウントを `--account ID` で指定してください。
answer-the-policies-do-not-name-the-account-that-is-signed-in-to = ポリシーには、サインイン先のアカウントが書かれていません。
answer-the-policies-name-several-accounts-such-as-one-and-other = ポリシーには、{ $one } や { $other } など複数のアカウントが書かれています。
answer-the-policies-let-in-count-more-networks-than-the-most-that-a-case-has = ポリシーが許すネットワークは、ケースに書ける { $most } 個より { $count } 個多くあります。
answer-principal-is-exempt-from-a-policy-but-some-of-its-sign-ins-to-the-console-are-not-allowed = { $principal } はポリシーから除外されていますが、コンソールへのサインインの一部は許可されません。
answer-vestibule-map-of-the-case-file-says-from-where-it-gets-in = ケースファイルに `vestibule map` を実行すると、どこから入れるかがわかります。

## 何も決めないもの

answer-every-statement-and-every-condition-is-needed-for-sign-ins-to-account-account = アカウント { $account } へのサインインには、すべてのステートメントと条件が必要
answer-no-statement-or-condition-is-proven-to-be-unneeded-for-sign-ins-to-account-account = アカウント { $account } へのサインインについて、不要と証明されたステートメントや条件はない
answer-of-sign-ins-to-account-account-count-statements-and-tests-conditions-decide-nothing-each-by-itself = アカウント { $account } へのサインインについて、{ $count } 件のステートメントと { $tests } 件の条件は、それぞれ単独では何も決めない
answer-no-sign-in-meets-all-of-its-conditions = すべての条件を満たすサインインがない
answer-wherever-it-applies-so-does-statements = これが適用されるところでは、{ $statements } も適用される
answer-the-other-policies-together-decide-the-same = ほかのポリシー全体で同じ判定になる
answer-operator-of-key-in-statements = { $statements } の { $key } の { $operator }
answer-it-holds-whenever-the-rest-of-the-statement-does = ステートメントのほかの部分が成り立つときは、常に成り立つ
answer-the-sign-ins-that-it-excludes-are-decided-the-same-without-it = 除外するサインインの判定は、この条件がなくても変わらない

## 何も気づかない変更

answer-each-of-count-changes-to-the-policies-that-decide-some-sign-in-otherwise-is-noticed = いずれかのサインインの判定を変える、ポリシーへの { $count } 件の変更は、すべて気づかれる
answer-count-of-all-changes-to-the-policies-are-noticed-by-what-the-case-expects-and-guarantees = ポリシーへの { $all } 件の変更のうち { $count } 件は、ケースの期待または保証によって気づかれる
answer-changes-that-nothing-notices-and-whose-effect-is-unknown-count = 何も気づかず、効果も不明な変更: { $count } 件
answer-changes-that-have-no-effect-on-any-sign-in-so-that-nothing-can-notice-them-count = どのサインインの判定も変えないため、気づきようがない変更: { $count } 件
answer-changes-by-which-aws-refuses-a-policy-count = AWS がポリシーを受け付けなくなる変更: { $count } 件
answer-changes-that-were-not-tried-count = 試していない変更: { $count } 件
answer-nothing-notices-change = 何も気づかない変更: { $change }
answer-from-of-key-becomes-to-in-statement = { $statement } の { $key } の { $from } を { $to } に変える
answer-from-becomes-to-in-statement = { $statement } の { $from } を { $to } に変える
answer-the-case-expects-and-guarantees-nothing-so-nothing-notices-a-change = ケースは何も期待も保証もしていないため、変更に気づくものがありません。
answer-write-expect-into-its-requests-or-guarantees-vestibule-init-writes-first-ones = リクエストに `expect` を書くか、`guarantees` を書いてください。最初のものは `vestibule init` が書きます。

## ルールの検出結果

answer-no-principal-is-exempt-from-this = ここから除外されているプリンシパルはありません
answer-exempt-a-break-glass-role-at-all-three-actions-by-signin-principalarn-before-authentication-by-aws-principalarn-afterwards = ブレークグラスロールを 3 つのアクションすべてで除外してください (認証前は `signin:PrincipalArn`、認証後は `aws:PrincipalArn`)
answer-where-people-sign-in-through-iam-identity-center-exempt-its-roles = IAM Identity Center 経由でサインインする場合は、そのロールを除外してください
answer-this-applies-to-no-sign-in = これはどのサインインにも適用されません
answer-other-statements-cover-this-so-it-decides-nothing = ほかのステートメントに含まれているため、これは何も左右しません
answer-every-sign-in-comes-to-the-same-without-this = これがなくても、すべてのサインインの結果は同じです
answer-vestibule-unneeded-shows-why-remove-it-if-nothing-else-was-meant = 理由は `vestibule unneeded` で確認できます。ほかの意図がなければ削除してください
answer-operator-with-key-always-holds-here-so-it-restricts-nothing = ここでは { $operator } と { $key } の条件が常に成立するため、何も制限していません
answer-operator-with-key-never-matters-here = ここでは { $operator } と { $key } の条件は何にも影響しません
answer-remove-it-if-nothing-else-was-meant = ほかの意図がなければ削除してください
answer-add-the-exemption-to-this-statement-too-unless-it-is-to-hold-for-them = これが適用されてよい場合を除き、このステートメントにも除外を追加してください
answer-vestibule-lockout-shows-what-denies-whom-vestibule-repair-which-changes-let-them-in = 何が誰を拒否しているかは `vestibule lockout`、サインインできるようにする変更は `vestibule repair` で確認できます
answer-vestibule-lockout-says-on-what-it-depends = 何によって決まるかは `vestibule lockout` で確認できます
answer-vestibule-repair-lists-changes-that-let-them-in-where-it-is-meant-say-so-with-a-suppression = サインインできるようにする変更は `vestibule repair` で確認できます。意図している場合は、抑制としてそれを書いてください
answer-exempt-them-at-all-three-actions-by-signin-principalarn-before-authentication-by-aws-principalarn-afterwards = 3 つのアクションすべてで除外してください (認証前は `signin:PrincipalArn`、認証後は `aws:PrincipalArn`)
answer-nothing-restricts-actions = { $actions } を制限するものがありません
answer-cover-all-three-actions-of-a-sign-in-signin-authenticate-signin-authorizeoauth2access-and-signin-createoauth2token = サインインの 3 つのアクション `signin:Authenticate`、`signin:AuthorizeOAuth2Access`、`signin:CreateOAuth2Token` をすべて対象にしてください
answer-console-authorization-is-off-so-this-restricts-nothing = コンソール認可がオフのため、これは何も制限していません
answer-put-console-authorization-on-once-vestibule-lockout-shows-that-nobody-is-locked-out = 誰も締め出されないことを `vestibule lockout` で確かめてから、コンソール認可をオンにしてください
answer-policies-of-the-organization-do-not-bind-its-management-account = 組織のポリシーは管理アカウントには適用されません
answer-restrict-sign-ins-to-that-account-with-a-sign-in-resource-based-policy = そのアカウントへのサインインは、サインインのリソースベースポリシーで制限してください

## ケースファイルの事実によるルール

answer-whom-is-exempt-and-cannot-sign-in-as-its-credentials-were-removed = { $whom } は除外されていますが、認証情報が削除されているためサインインできません
answer-exempt-a-break-glass-user-or-role-of-the-account-instead = 代わりに、このアカウントのブレークグラスのユーザーまたはロールを除外してください
answer-organizationaccountaccessrole-is-exempt-and-accounts-that-were-invited-do-not-have-it = `OrganizationAccountAccessRole` が除外されていますが、招待されたアカウントにこのロールはありません
answer-exempt-a-role-that-is-there-or-make-this-one-and-name-it-among-principals = 存在するロールを除外するか、このロールを作成して `principals` に書いてください
answer-whom-is-exempt-and-has-no-password-for-the-console = { $whom } は除外されていますが、コンソールのパスワードがありません
answer-give-it-a-login-profile-or-exempt-somebody-who-can-sign-in = ログインプロファイルを作成するか、サインインできるプリンシパルを除外してください
answer-whom-is-exempt-its-password-has-expired-and-only-an-administrator-can-reset-it = { $whom } は除外されていますが、パスワードの有効期限が切れていて、管理者だけがリセットできます
answer-reset-its-password-without-hardexpiry-users-set-a-new-one-themselves = パスワードをリセットしてください。`HardExpiry` がなければ、ユーザーが自分で新しいパスワードを設定できます
answer-whom-is-exempt-and-has-lost-the-mfa-device-that-it-signs-in-with = { $whom } は除外されていますが、サインインに使う MFA デバイスを紛失しています
answer-register-another-device-for-it = 別のデバイスを登録してください
answer-nobody-says-of-whom-who-answers-for-the-exemption-why-it-is-there-and-until-when = { $whom } の除外について、責任者、理由、期限のすべては書かれていません
answer-write-owner-reason-and-expires-beside-it-among-principals-of-the-case-file = ケースファイルの `principals` に `owner`、`reason`、`expires` を書いてください
answer-whom-was-to-be-exempt-until-date-and-still-is = { $whom } の除外は { $date } までのはずですが、まだ除外されています
answer-take-the-exemption-out-of-the-policies-or-write-a-later-day = ポリシーから除外を取り除くか、より後の日付を書いてください
answer-once-console-authorization-is-on-said = コンソール認可を有効にすると、{ $said }
answer-mend-this-before-you-put-console-authorization-on = コンソール認可を有効にする前に、これを直してください
answer-this-is-attached-to-the-root-of-the-organization-so-it-bears-on-all-member-accounts-at-once = これは組織のルートにアタッチされているため、すべてのメンバーアカウントに一度に影響します
answer-attach-it-to-an-organizational-unit-with-few-accounts-first-and-to-the-root-after-they-sign-in-well = まずアカウントの少ない組織単位 (OU) にアタッチし、問題なくサインインできることを確かめてからルートにアタッチしてください
answer-client-calls-for-tokens-from-network-where-this-denies-signin-createoauth2token = { $client } は { $network } からトークンを要求しますが、これがそこでの `signin:CreateOAuth2Token` を拒否します
answer-let-the-network-in-for-signin-createoauth2token-or-exempt-the-client-there-by-signin-oauthclientid = `signin:CreateOAuth2Token` ではこのネットワークを許可するか、`signin:OAuthClientId` でクライアントを除外してください
answer-oauth-is-used-from-vpc-and-no-endpoint-there-is-of-services = { $vpc } から OAuth を使いますが、そこに { $services } のエンドポイントがありません
answer-make-the-endpoint-or-name-it-among-vpcendpoints = エンドポイントを作成するか、`vpcEndpoints` に書いてください
answer-this-exempts-principals-and-nobody-is-denied-any-sign-in = これはプリンシパルを除外していますが、誰のどのサインインも拒否されません
answer-restrict-sign-ins-by-network-or-take-the-exemption-out = サインインをネットワークで制限するか、除外を取り除いてください
answer-whom-is-exempt-and-may-not-call-action-which-puts-console-authorization-off = { $whom } は除外されていますが、コンソール認可を無効にする { $action } を呼び出せません
answer-allow-it-the-call-and-spare-it-in-what-denies-the-call = この呼び出しを許可し、拒否するポリシーから除外してください
answer-this-denies-sign-ins-that-another-statement-lets-in-and-that-one-some-that-this-lets-in = これは別のステートメントが許可するサインインを拒否し、そのステートメントはこれが許可するサインインを拒否します
answer-cover-the-networks-with-one-statement-or-list-networks-and-exclusions-in-a-resource-control-policy-vestibule-map-shows-who-gets-in = ネットワークを 1 つのステートメントにまとめるか、ネットワークと除外をリソースコントロールポリシーに列挙してください。誰がサインインできるかは `vestibule map` で確認できます
answer-it-depends-on-how-aws-combines-the-permission-statements-whether-whom-can-sign-in-place = { $whom } が { $place } サインインできるかどうかは、AWS がアクセス許可ステートメントをどう組み合わせるかによります。
answer-who-can-sign-in-may-depend-on-how-aws-combines-the-permission-statements = 誰がサインインできるかは、AWS がアクセス許可ステートメントをどう組み合わせるかによって変わる可能性があります。
answer-keep-merged-alone-to-decide-as-merged-statements-or-apart-alone-to-decide-as-each-by-itself = 1 つにまとめたステートメントと同じ判定にするには { $merged } だけを、個別のステートメントと同じ判定にするには { $apart } だけを残してください。
answer-keep-merged-alone-which-decides-as-merged-statements-or-list-networks-and-exclusions-in-an-rcp = 1 つにまとめたステートメントと同じ判定になる { $merged } だけを残すか、ネットワークと除外を RCP に書いてください。
answer-keep-apart-alone-which-decides-as-each-statement-by-itself-or-list-networks-and-exclusions-in-an-rcp = 個別のステートメントと同じ判定になる { $apart } だけを残すか、ネットワークと除外を RCP に書いてください。
answer-list-all-networks-and-exclusions-in-an-rcp-and-keep-one-permission-statement-at-most-vestibule-diff-case-json-other-reading-j1-shows-who-is-affected = すべてのネットワークと除外を RCP に書き、アクセス許可ステートメントは多くても 1 つにしてください。影響を受けるプリンシパルは `vestibule diff CASE.json --other-reading J1` で確認できます。

## 1 つのプリンシパルがどこからサインインできるか

answer-who-gets-in-from-anywhere = { $who } はあらゆる場所からサインインできる
answer-who-cannot-get-in-from-anywhere = { $who } はどこからもサインインできない
answer-it-is-unknown-whether-who-gets-in = { $who } がサインインできるかどうかは不明
answer-it-is-unknown-whether-who-gets-in-places-not-from-elsewhere = { $who } が { $places } サインインできるかどうかは不明。それ以外からはできない
answer-who-gets-in-places-not-from-elsewhere = { $who } は { $places } サインインできる。それ以外からはできない
answer-who-gets-in-places-unknown-from-elsewhere = { $who } は { $places } サインインできる。それ以外からは不明
answer-who-gets-in-places-unknown-others-not-from-elsewhere = { $who } は { $places } サインインできる。{ $others }は不明。それ以外からはできない
answer-by-door-said = { $door } では: { $said }
answer-from-count-sets-of-networks = { $count } 組のネットワークから
answer-passes = 通過
answer-denied = 拒否
answer-from-first-to-last = { $first } から { $last } まで

## コンソールへの復旧方法とセッション

answer-there-is-a-way-back-into-the-console = コンソールに復旧する方法があります
answer-it-is-unknown-whether-there-is-a-way-back-into-the-console = コンソールに復旧する方法があるかどうかは不明です
answer-there-is-no-way-back-into-the-console = コンソールに復旧する方法がありません
answer-whom-gets-into-the-console-places = { $whom } は { $places } コンソールにサインインできます
answer-the-policies-let-whom-call-action-places = ポリシーは { $whom } が { $places } { $action } を呼び出すことを許可します
answer-whom-may-not-call-action-statements-denies-it = { $whom } は { $action } を呼び出せません。{ $statements } が拒否します
answer-whom-may-not-call-action-no-identity-policy-of-the-case-allows-it = { $whom } は { $action } を呼び出せません。ケースのアイデンティティベースのポリシーに許可がありません
answer-whom-may-not-call-action-an-scp-or-permissions-boundary-does-not-allow-it = { $whom } は { $action } を呼び出せません。SCP またはアクセス許可の境界が許可していません
answer-whether-an-rcp-bears-on-a-call-that-has-no-resource-which-aws-does-not-say-statements-would-deny-it = リソースのない呼び出しに RCP が適用されるかどうか。AWS は説明していません。適用される場合は { $statements } が拒否します
answer-whether-whom-may-call-action-the-case-has-no-identity-policies = { $whom } が { $action } を呼び出せるかどうか。ケースにアイデンティティベースのポリシーがありません
answer-whether-whom-may-call-action-that-depends-on-keys = { $whom } が { $action } を呼び出せるかどうか。{ $keys } によります
answer-whether-whom-may-call-action = { $whom } が { $action } を呼び出せるかどうか
answer-the-policies-of-the-case-let-no-user-or-role-call-action = ケースのポリシーは、どの IAM ユーザーやロールにも { $action } の呼び出しを許可していません
answer-aws-access-with-sigv4-credentials-stays-whatever-closes-the-console = AWS の説明では、コンソールが閉じても SigV4 認証情報によるアクセスは残ります
answer-whether-whom-has-credentials-outside-of-the-console-such-as-an-access-key = { $whom } にアクセスキーなど、コンソール以外の認証情報があるかどうか
answer-console-authorization-is-on-for-the-organization-so-its-configuration-has-to-go = コンソール認可は組織に対して有効なので、組織の設定を削除する必要があります
answer-who-may-put-it-off-for-an-organization-which-aws-does-not-say = 組織のコンソール認可を誰が無効にできるか。AWS は説明していません
answer-whether-console-authorization-is-on-for-the-organization-too-account-consoleauthorization-can-say-it-by-target = コンソール認可が組織に対しても有効かどうか。`account.consoleAuthorization` でターゲットごとに指定できます
answer-the-link-that-aws-support-sends-is-valid-for-72-hours = AWS サポートが送るリンクは 72 時間有効です
answer-the-portal-needs-an-iam-principal-of-the-account-that-may-call-action = 復旧ポータルには、{ $action } を呼び出せるアカウントの IAM プリンシパルが必要です
answer-the-portal-removes-the-configuration-and-all-permission-statements-keep-a-copy-of-them = 復旧ポータルは設定とすべてのアクセス許可ステートメントを削除します。控えを残してください
answer-how-long-aws-support-takes-to-send-the-link = AWS サポートがリンクを送るまでの時間
answer-aws-takes-a-few-minutes-to-spread-a-change-and-browsers-may-keep-the-sign-in-page = 変更が反映されるまで数分かかります。ブラウザーがサインインページをキャッシュしている場合もあります
answer-without-console-authorization-permission-statements-and-rcps-stop-nobody-at-the-console-j6 = コンソール認可が無効な間は、アクセス許可ステートメントと RCP はコンソールで誰も拒否しません (J6)
answer-permission-statements-stay-when-the-configuration-goes-j22-mend-them-before-it-comes-back = 設定を削除してもアクセス許可ステートメントは残ります (J22)。再び有効にする前に直してください
answer-the-case-says-that-console-authorization-is-off-here-it-is-on-to-see-how-ready-the-account-is = ケースではコンソール認可が無効です。ここでは有効にした場合の備えを調べています
answer-afterwards = 復旧後
answer-open = 使えます
answer-closed = 使えません
answer-unknown = 不明
answer-allowed = 許可
answer-proven-by-the-policies = ポリシーから証明されること
answer-given = わかっていること
answer-not-given = わかっていないこと
answer-run = 実行するコマンド
answer-number-way = { $number }. { $way }
answer-an-excluded-principal-signs-in-to-the-console = 除外されたプリンシパルがコンソールにサインインする
answer-the-policies-exclude-nobody-who-gets-in-where-others-are-denied = 他の全員が拒否される場所からサインインできるように除外されたプリンシパルはありません
answer-whom-signs-in-to-the-console-and-puts-console-authorization-off = { $whom } がコンソールにサインインし、コンソール認可を無効にする
answer-whom-puts-console-authorization-off-with-sigv4-credentials = { $whom } が SigV4 認証情報でコンソール認可を無効にする
answer-whom-perhaps-with-sigv4-credentials = { $whom } が SigV4 認証情報でコンソール認可を無効にできる可能性がある
answer-a-user-or-role-puts-console-authorization-off-with-sigv4-credentials = IAM ユーザーまたはロールが SigV4 認証情報でコンソール認可を無効にする
answer-whom-puts-console-authorization-off-with-access-keys = { $whom } がアクセスキーでコンソール認可を無効にする
answer-the-credentials-of-whom-were-removed = { $whom } の認証情報は削除されています
answer-whether-whom-has-access-keys-which-aws-advises-against = { $whom } にアクセスキーがあるかどうか。AWS は推奨していません
answer-the-case-file-names-role = ケースファイルに { $role } があります
answer-aws-organizations-makes-role-in-accounts-that-it-creates-such-as-this-one = AWS Organizations は、このアカウントのように作成したアカウントに { $role } を作ります
answer-accounts-that-were-invited-such-as-this-one-do-not-have-role-unless-somebody-made-it = このアカウントのように招待されたアカウントには、誰かが作らないかぎり { $role } がありません
answer-whether-aws-organizations-created-the-account-only-then-it-made-role = AWS Organizations がアカウントを作成したかどうか。{ $role } はその場合にだけ作られます
answer-the-management-account-assumes-role-and-puts-console-authorization-off = 管理アカウントが { $role } を引き受け、コンソール認可を無効にする
answer-whether-somebody-in-the-management-account-may-call-action = 管理アカウントの誰かが { $action } を呼び出せるかどうか
answer-the-management-account-detaches-the-rcp-or-scp-that-denies = 管理アカウントが、拒否している RCP または SCP をデタッチする
answer-rcps-and-scps-do-not-bind-the-management-account-nor-do-they-close-its-console = RCP と SCP は管理アカウントには適用されず、そのコンソールも閉じません
answer-aws-support-sends-a-link-to-its-recovery-portal = AWS サポートが復旧ポータルへのリンクを送る
answer-whom-has-credentials = { $whom } には認証情報があります
answer-whether-whom-has-credentials = { $whom } に認証情報があるかどうか
answer-whom-has-a-password-for-the-console = { $whom } にはコンソールパスワードがあります
answer-whom-has-no-password-for-the-console = { $whom } にはコンソールパスワードがありません
answer-whether-whom-has-a-password-for-the-console = { $whom } にコンソールパスワードがあるかどうか
answer-the-password-of-whom-expires-after-day = { $whom } のパスワードは { $day } の後に期限切れになります
answer-who-can-enter-the-console-as-whom-and-whether-their-identity-provider-works = 誰が { $whom } としてコンソールに入れるか、またその ID プロバイダーが使えるか
answer-the-mfa-device-of-whom-is-lost = { $whom } の MFA デバイスは紛失しています
answer-the-mfa-device-of-whom-is-at-hand = { $whom } の MFA デバイスは手元にあります
answer-whether-whom-has-an-mfa-device-at-hand = { $whom } の MFA デバイスが手元にあるかどうか
answer-no-session-is-looked-at = 調べるセッションがありません
answer-the-case-has-no-requests-write-one-for-each-kind-of-session-as-requests = ケースにリクエストがありません。セッションの種類ごとに 1 つを `requests` に書いてください
answer-what-ends-a-session = セッションが終わる条件
answer-signing-in-now = 今サインインした場合
answer-the-next-refresh-of-a-session-that-is-open = アクティブなセッションの次の更新
answer-a-session-of-principal-opened-by-request = { $principal } のセッション ({ $request } で開始)
answer-a-session-that-was-issued-from-from-on-and-before-before = { $from } 以降、{ $before } より前に発行されたセッション
answer-a-session-that-was-issued-from-from-on = { $from } 以降に発行されたセッション
answer-a-session-that-was-issued-before-before = { $before } より前に発行されたセッション
answer-a-session-whenever-it-was-issued = すべてのセッション (発行時刻によらない)
answer-an-open-session-ends-at-its-next-refresh = アクティブなセッションは次の更新で終わります
answer-an-open-session-goes-on-only-signing-in-anew-is-denied = アクティブなセッションは続きます。新しいサインインだけが拒否されます
answer-an-open-session-goes-on = アクティブなセッションは続きます
answer-whether-an-open-session-goes-on-is-unknown = アクティブなセッションが続くかどうかは不明です
answer-aws-names-cli-and-mcp-clients-alone-as-sessions-that-operation-ends-those-of-browsers-are-none-j34 = AWS によれば、{ $operation } で終わるのは CLI と MCP クライアントのセッションだけです。ブラウザーのセッションは含まれません (J34)
answer-operation-ends-it-a-revoked-session-can-no-longer-be-refreshed = { $operation } で終わらせることができます。取り消されたセッションは更新できません
answer-policies-are-asked-when-a-token-is-refreshed-by-action-aws-does-not-say-how-often-that-is = ポリシーはトークンの更新時に { $action } で評価されます。更新の間隔を AWS は説明していません
answer-aws-takes-a-few-minutes-to-spread-a-change-of-policies = ポリシーの変更が反映されるまで数分かかります
answer-the-refresh-is-decided-by-the-network-that-the-session-then-has-phases-of-a-request-can-give-another-one = 更新は、その時点のセッションのネットワークで評価されます。リクエストの `phases` で別のネットワークを指定できます
answer-the-inline-policy-policy-denies-everything-to-sessions-issued-before-its-time = インラインポリシー { $policy } は、指定の時刻より前に発行されたセッションのすべてを拒否します
answer-policy-also-reaches-sessions-issued-up-to-about-30-seconds-later-and-nobody-who-signs-in-after-that = { $policy } は約 30 秒後までに発行されたセッションにも及びます。その後のサインインには影響しません
answer-access-keys-have-no-key-so-that-no-such-policy-stops-them = アクセスキーには { $key } がないため、このようなポリシーでは止まりません
answer-operation-takes-up-to-five-sessions-a-call-what-becomes-of-credentials-already-issued-aws-does-not-say = { $operation } は 1 回の呼び出しで 5 セッションまで受け付けます。発行済みの認証情報がどうなるかを AWS は説明していません

## 移行計画

answer-both-states-are-the-same-there-is-nothing-to-do = 2 つの状態は同じです。することはありません
answer-steps-steps-lead-to-the-wanted-state-and-none-breaks-a-guarantee = { $steps } 個の手順で目的の状態になり、どの手順も保証を破りません
answer-every-order-of-the-steps-breaks-something-states-states-were-tried-which-are-all = どの順序でも何かが破られます。到達できる { $states } 個の状態をすべて調べました
answer-no-order-was-found-among-states-states-and-there-are-more = { $states } 個の状態を調べましたが順序は見つかりませんでした。調べていない状態が残っています
answer-the-account = アカウント
answer-attach-policy-to-node = { $policy } を { $node } にアタッチする
answer-detach-policy-from-node = { $policy } を { $node } からデタッチする
answer-replace-the-text-of-policy-wherever-it-is-attached = アタッチ先すべてで { $policy } の本文を置き換える
answer-put-console-authorization-on-target = { $target }コンソール認可を有効にする
answer-put-console-authorization-off-target = { $target }コンソール認可を無効にする
answer-for-the-account = アカウントに対して
answer-for-the-organization = 組織に対して
answer-the-guarantee-name-holds-before-it-and-not-behind-it = 保証 { $name } は手順の前には成り立ち、後には成り立ちません
answer-whom-would-be-locked-out-who-get-in-before-it-and-in-the-wanted-state = 手順の前と目的の状態ではサインインできる { $whom } がロックアウトされます
answer-aws-takes-a-few-minutes-to-spread-a-change-wait-and-sign-in-by-a-second-browser-before-you-go-on = 変更が反映されるまで数分かかります。待ってから別のブラウザーでサインインして確かめてください
answer-cloudtrail-has-denials-as-event-with-error-and-a-message-that-begins-text = CloudTrail では、拒否は { $error } の付いた { $event } として記録され、メッセージは { $text } で始まります
answer-look-in-every-region-whose-sign-in-endpoint-people-use-cloudtrail-records-it-there = 使われているサインインエンドポイントのリージョンをすべて調べてください。CloudTrail はそこに記録します
answer-console-authorization-is-off-so-rcps-deny-nobody-at-the-console-yet-j6 = コンソール認可が無効なので、RCP はコンソールでまだ誰も拒否しません (J6)
answer-states-between-are-proven-for-this-account-plan-each-other-account-by-a-case-of-its-own = 途中の状態はこのアカウントについて証明されています。他のアカウントはそれぞれのケースで計画してください
answer-no-stage-is-known-stage-or-account-organization-path-names-units-to-go-to-first = 段階がわかりません。先に適用する OU は `--stage` または `account.organization.path` で指定します
answer-console-authorization-is-on-already-so-each-step-takes-effect-at-once = コンソール認可はすでに有効なので、各手順はすぐに効果を持ちます
answer-the-guarantee-name-holds = 保証 { $name } は成り立ちます
answer-the-guarantee-name-does-not-hold = 保証 { $name } は成り立ちません
answer-whether-the-guarantee-name-holds-is-unknown = 保証 { $name } が成り立つかどうかは不明です
answer-point-of-no-return-from-here-on-policies-are-enforced-and-taking-it-back-needs-a-way-in-that-is-left = 後戻りの境目: ここからポリシーが適用されます。元に戻すには残っているアクセス手段が必要です
answer-before-the-next-step = 次の手順の前に
answer-to-take-it-back = 元に戻すには
answer-not-possible-next-step = 次に実行できない手順: { $step }
answer-type-yes-to-run-this-step-anything-else-stops-here = この手順を実行するには yes と入力してください。それ以外では終了します
answer-type-yes-to-keep-it-anything-else-takes-this-step-back = この手順を確定するには yes と入力してください。それ以外では元に戻します
answer-the-current-state-is-of-organization-one-and-the-wanted-one-of-other = 現在の状態は組織 { $one }、目的の状態は組織 { $other } のものです
answer-plan-within-one-organization-policies-cannot-be-attached-across = 1 つの組織の中で計画してください。ポリシーは別の組織にアタッチできません
answer-member-differs-between-both-states-and-no-step-of-a-plan-changes-it = { $member } が 2 つの状態で異なりますが、計画の手順では変更できません
answer-write-it-as-it-is-now-in-both-case-files-and-change-it-by-itself = 両方のケースファイルに現在の内容を書き、変更は別に行ってください
answer-the-policy-name-has-two-texts-in-one-state = 1 つの状態でポリシー { $name } に 2 つの本文があります
answer-give-each-policy-a-name-of-its-own-or-the-text-that-it-has = ポリシーごとに別の名前を付けるか、実際の本文を書いてください
answer-console-authorization-is-on-for-an-organization-that-the-account-is-not-in = コンソール認可が組織に対して有効ですが、アカウントは組織に属していません
answer-write-the-organization-as-account-organization = 組織を `account.organization` に書いてください
answer-the-guarantee-name-does-not-hold-in-the-wanted-state = 保証 { $name } は目的の状態で成り立ちません
answer-vestibule-prove-says-why-and-vestibule-repair-what-to-change = 理由は `vestibule prove`、変更の候補は `vestibule repair` で確認できます
answer-the-plan-has-steps-steps-more-than-limit = 計画の手順が { $steps } 個あり、上限の { $limit } を超えています
answer-plan-a-part-of-the-change-first = 変更の一部を先に計画してください
answer-a-plan-attaches-policies-as-they-are-and-this-is-the-output-of-a-tool = 計画はポリシーをそのままアタッチしますが、これはツールの出力です
answer-write-the-policy-itself-as-document = ポリシーそのものを `document` に書いてください
answer-add-the-permission-statement-parameters = アクセス許可ステートメント { $parameters } を追加する
answer-delete-the-permission-statement-parameters = アクセス許可ステートメント { $parameters } を削除する
answer-without-an-id-at-the-end-aws-knew-the-client-token-of-an-earlier-call-and-added-nothing = 最後に ID が表示されない場合、AWS は以前の呼び出しのクライアントトークンとみなし、何も追加していません
answer-take-another-token-then-and-run-the-step-again = その場合は別のトークンで手順をもう一度実行してください
answer-see-that-the-list-below-has-the-statement-no-longer = 下の一覧からステートメントが消えたことを確かめてください
answer-console-authorization-is-off-so-aws-evaluates-no-permission-statement-yet = コンソール認可が無効なので、AWS はアクセス許可ステートメントをまだ評価しません
answer-aws-has-no-operation-that-changes-a-permission-statement-another-one-is-added-and-the-old-one-deleted = AWS にはアクセス許可ステートメントを変更する操作がありません。新しいものを追加し、古いものを削除します
answer-aws-does-not-say-how-it-combines-several-permission-statements-j1-where-it-matters-the-states-say-both = AWS は複数のアクセス許可ステートメントの組み合わせ方を説明していません (J1)。違いがある状態では両方を示します
answer-if-aws-merges-the-permission-statements-j1 = AWS がアクセス許可ステートメントを統合する場合 (J1)
answer-if-each-permission-statement-denies-by-itself-j1 = アクセス許可ステートメントがそれぞれ拒否する場合 (J1)
answer-the-same-holds-if-aws-merges-the-permission-statements-j1 = AWS がアクセス許可ステートメントを統合する場合も同じです (J1)
answer-the-same-holds-if-each-permission-statement-denies-by-itself-j1 = アクセス許可ステートメントがそれぞれ拒否する場合も同じです (J1)
answer-id-is-neither-a-root-an-organizational-unit-nor-an-account = { $id } はルート、組織単位 (OU)、アカウントのいずれでもありません。
answer-write-r-and-4-to-32-lower-case-letters-or-digits-ou-and-two-such-parts-or-twelve-digits = `r-` と 4～32 文字の英小文字か数字、`ou-` とそのような文字列 2 つ、または 12 桁の数字を書いてください
answer-the-current-state-has-one-and-the-wanted-one-other-below-another-root = 現在の状態には { $one }、目的の状態には別のルートの { $other } があります
answer-stage-is-below-another-root-than-unit = { $stage } は { $unit } と別のルートの下にあります
answer-name-stages-of-the-organization-that-the-account-is-in = アカウントが属する組織の段階を指定してください
answer-one-and-other-are-below-two-roots-so-not-of-one-organization = { $one } と { $other } は別々のルートの下にあり、1 つの組織のものではありません
answer-write-the-root-and-units-of-the-organization-that-the-account-is-in = アカウントが属する組織のルートと OU を書いてください
answer-console-authorization-changes-for-an-organization-without-an-id = ID のわからない組織のコンソール認可が変わります
answer-write-it-as-account-organization-id = `account.organization.id` に書いてください
answer-the-calls-for-the-policy-are-not-proven-to-make-it-again = この呼び出しが同じポリシーを作ることは証明されていません
answer-write-the-calls-as-permissionstatements-in-the-place-of-the-policy = ポリシーの代わりに、呼び出しを `permissionStatements` に書いてください
answer-no-list-of-permission-statements-follows-from-the-current-policy = 現在のポリシーからアクセス許可ステートメントの一覧を求められません
answer-write-them-as-permissionstatements-as-aws-signin-list-resource-permission-statements-lists-them = `aws signin list-resource-permission-statements` の一覧どおりに `permissionStatements` に書いてください

## テストの期待と結果

answer-path-is-actual-instead-of-expected = { $path } は { $expected } ではなく { $actual }
answer-request-is-not-decided-as-expected-differences = { $request } の判定が期待と異なります: { $differences }
answer-change-the-policy-or-the-expectation-difference-it-is-as-expected = ポリシーまたは期待を変更してください。サインインが{ $difference }であれば期待どおりになります。
answer-change-the-policy-or-what-is-expected = ポリシーまたは期待する結果を変更してください。
answer-change-the-policy-or-the-guarantee-vestibule-prove-shows-a-sign-in = ポリシーまたは保証を変更してください。サインインの例は `vestibule prove` で表示できます。
answer-as-principal = プリンシパル { $principal }
answer-by-the-entry-entry = 入口 { $entry }
answer-in-region-region = リージョン { $region }
answer-with-key-value = { $key } が { $value }
answer-from-network = { $network } から
answer-from-a-network-of-which-nothing-is-known = 情報のないネットワークから
answer-there-is-no-plan-between-the-two-states = 2 つの状態の間の計画は作れません
