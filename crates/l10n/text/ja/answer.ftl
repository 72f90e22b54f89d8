# すべてのサインインについての回答の文。ID と変数は message.ftl と同じく英語のテンプレートのもの。
# 画面では見出し、コロン、内容の順に並ぶ。

## 並べ方

answer-it = { $it }
answer-it-place = { $it } ({ $place })
answer-first-then = { $first }、{ $then }
answer-first-and-then = { $first }、{ $then }
answer-line-line = { $line } 行目

## プリンシパル

answer-everybody = 全員
answer-some-but-exceptions = { $exceptions } を除く { $some }
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
answer-from-in-regions = { $from } { $regions } に
answer-in-regions = { $regions } に
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
answer-with-or-without-it = { $with }、または存在しない
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

answer-newly-denied = 新たに拒否される
answer-newly-allowed = 新たに許可される
answer-now-denied-unknown-before = 新たに拒否される（以前は不明）
answer-now-allowed-unknown-before = 新たに許可される（以前は不明）
answer-now-unknown-allowed-before = 許可されるかどうか不明になる（以前は許可）
answer-now-unknown-denied-before = 拒否されるかどうか不明になる（以前は拒否）
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
answer-only-by-entries = { $entries } でのみ
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
answer-make-one-permission-statement-of-them-with-all-networks-and-all-exclusions-vestibule-map-shows-who-gets-in = すべてのネットワークと除外を 1 つのアクセス許可ステートメントにまとめてください。誰がサインインできるかは `vestibule map` で確認できます

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
