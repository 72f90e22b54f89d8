# コマンドだけが述べる文。ID と変数は message.ftl と同じく英語のテンプレートのもの。

command-path-cannot-be-read-reason = { $path } を読み取れません: { $reason }
command-check-the-path-and-that-you-may-read-it = パスと、読み取る権限があることを確認してください。
command-no-such-file-or-directory = ファイルまたはディレクトリが存在しません。
command-permission-denied = 権限がありません。
command-is-a-directory = ディレクトリです。
command-not-a-directory = ディレクトリではありません。
command-file-name-too-long = ファイル名が長すぎます。
command-no-space-left-on-device = デバイスに空き領域がありません。
command-the-path-is-empty = パスが空です。
command-the-path-has-a-nul-character = パスに NUL 文字があります。
command-standard-input-is-only-read-where-the-user-names-it = 標準入力を読み取るのは、ユーザーが指定した場合だけです。
command-name-a-file-or-hand-the-policy-in-with-a-flag-such-as-resource-policy = ファイルを指定するか、`--resource-policy -` のようなフラグでポリシーを渡してください。
command-the-output-cannot-be-written-reason = 出力を書き込めません: { $reason }

## 読み取る範囲

command-path-lies-outside-of-the-folders-that-files-are-read-from = { $path } は、ファイルを読み取るフォルダーの外にあります。
command-path-leads-through-a-link-out-of-its-folder = { $path } はリンクを通じてフォルダーの外につながっています。
command-move-it-below-the-folder-of-the-file-that-names-it-or-allow-the-folder-it-lies-in-with-allow-path-dir = 指定元のファイルのフォルダーの下に移すか、そのフォルダーを `--allow-path DIR` で許可してください。
command-remove-the-link-name-the-file-that-it-leads-to-or-allow-the-folder-it-leads-to-with-allow-path-dir = リンクを削除するか、リンク先のファイルを指定するか、リンク先のフォルダーを `--allow-path DIR` で許可してください。
command-help-allow-path-cannot-follow-folder-reason = { $help } `--allow-path` の { $folder } は使用できません: { $reason }
command-it-is-a-link-that-leads-elsewhere-whose-end-must-be-named = 別の場所へのリンクです。リンク先を指定してください。
command-the-cases-and-pages-of-this-run-name-files-of-more-than-most-bytes-in-all-no-more-are-read = この実行のケースとページが指定するファイルが、合計 { $most } バイトを超えています。同じファイルも指定されるたびに数えます。これ以上は読み取りません。
command-name-fewer-of-them-at-once = 一度に指定する数を減らしてください。

## フォルダー

command-folder-lies-more-than-depth-folders-deep-and-is-not-walked = { $folder } はフォルダーの階層が { $depth } 段より深いため、対象になりません。
command-test-the-folder-by-itself-or-leave-it-out = そのフォルダーだけをテストするか、対象から外してください。
command-more-than-most-files-and-folders-are-below-the-tested-folder-and-what-comes-from-folder-on-is-not-tested = テストするフォルダーの下に { $most } 個を超えるファイルとフォルダーがあるため、{ $folder } 以降はテストしません。
command-test-the-folders-that-have-examples-or-case-files-one-by-one = 例やケースファイルのあるフォルダーを 1 つずつテストしてください。
command-the-link-path-leads-out-of-the-tested-folder = リンク { $path } はテストするフォルダーの外につながっています。
command-check-the-folder-by-itself-or-leave-it-out = そのフォルダーだけを検査するか、対象から外してください。
command-more-than-most-files-and-folders-are-below-the-checked-folder-and-what-comes-from-folder-on-is-not-checked = 検査するフォルダーの下に { $most } 個を超えるファイルとフォルダーがあるため、{ $folder } 以降は検査しません。
command-check-the-folders-that-have-policies-or-case-files-one-by-one = ポリシーやケースファイルのあるフォルダーを 1 つずつ検査してください。
command-the-link-path-leads-out-of-the-checked-folder = リンク { $path } は検査するフォルダーの外につながっています。
command-remove-it-or-allow-the-folder-that-it-leads-to-with-allow-path-dir = 削除するか、リンク先のフォルダーを `--allow-path DIR` で許可してください。

## フラグ

command-flag-gives-no-value-to-the-context-key = { $flag } はコンテキストキーに値を指定していません。
command-write-key-value-key-for-an-empty-value-or-key-for-an-unknown-one = `KEY=VALUE`、空の値の場合は `KEY=`、不明の場合は `KEY?` と書いてください。
command-the-request-comes-over-the-public-internet-and-through-a-vpc-endpoint = リクエストの経路が、パブリックインターネットと VPC エンドポイントの両方になっています。
command-use-source-ip-alone-or-vpc-vpc-endpoint-and-vpc-source-ip = `--source-ip` だけ、または `--vpc`、`--vpc-endpoint`、`--vpc-source-ip` を使ってください。
command-an-address-inside-a-vpc-is-given-without-the-vpc-or-the-endpoint = VPC 内のアドレスが、VPC もエンドポイントもなしに指定されています。
command-add-vpc-or-vpc-endpoint-or-use-source-ip-for-a-public-address = `--vpc` または `--vpc-endpoint` を追加してください。パブリックアドレスの場合は `--source-ip` を使ってください。

## ケースファイルとページ

command-nothing-is-expected-here-so-nothing-is-tested = 期待する結果がないため、何もテストされません。
command-give-a-request-an-expect-or-allow-it-with-allow-no-expectations = リクエストに `expect` を書くか、`--allow-no-expectations` で許可してください。
command-path-is-no-case-file = { $path } はケースファイルではありません。
command-name-a-file-with-the-members-vestibule-policies-and-requests-nothing-of-what-stands-in-this-one-is-shown = `vestibule`、`policies`、`requests` のメンバーを持つファイルを指定してください。このファイルの内容は表示しません。
command-page-is-larger-than-the-most-bytes-that-are-read-of-a-page = { $page } が、ページとして読み取れる { $most } バイトより大きくなっています。
command-divide-the-page-or-move-what-is-large-in-it-to-files-of-its-own = ページを分けるか、大きな部分を別のファイルに移してください。
command-page-has-no-vestibule-example = { $page } に `<vestibule-example>` がありません。
command-leave-the-page-out-or-add-an-example-to-it = ページを対象から外すか、例を追加してください。
command-the-page-names-what-a-file-as-often-as-it-is-named = ページは{ $what }を指定しています。同じファイルも指定されるたびに数えます。
command-divide-the-page-or-leave-examples-out = ページを分けるか、例を減らしてください。
command-the-page-has-more-examples-than-are-read = ページに、読み取る上限を超える数の例があります。
command-spread-them-over-several-pages = 複数のページに分けてください。
command-the-example-holds-no-case-file = 例にケースファイルがありません。
command-write-a-case-file-inside-in-pre-a-fenced-block-or-a-script-of-type-application-json-or-name-its-file-with-src = ケースファイルの JSON を、`<pre>`、コードブロック、またはタイプが `application/json` のスクリプトとして中に書くか、`src` でファイルを指定してください。
command-the-example-is-at-address-which-is-no-file-beside-its-page = 例は { $address } を指定していますが、ページの近くにあるファイルではありません。
command-name-the-file-relative-to-the-page-such-as-cases-office-json = `./cases/office.json` のように、ページからの相対パスでファイルを指定してください。
command-say-with-root-which-folder-the-site-serves-as-or-name-the-file-relative-to-the-page = サイトが `/` として配信するフォルダーを `--root` で指定するか、ページからの相対パスでファイルを指定してください。
command-the-example-is-not-closed-so-the-rest-of-the-page-stands-inside-of-it = 例が閉じられていないため、ページの残りがすべて例の中に入っています。
command-write-vestibule-example-not-indented-by-four-spaces-in-markdown-only-in-mdx-a-tag-may-close-itself = `</vestibule-example>` を書いてください。Markdown では 4 つの空白で字下げしないでください。単独で閉じるタグが使えるのは MDX だけです。
command-the-example-is-indented-by-four-spaces-which-makes-it-code = 例が 4 つの空白で字下げされているため、コードとして扱われます。
command-indent-it-less-or-fence-it-if-it-is-code-name-the-page-mdx-if-it-is-mdx-if-your-generator-reads-it-differently-test-its-html = 字下げを減らしてください。コードのつもりであればコードブロックにしてください。MDX の場合はページの名前を `.mdx` にし、ジェネレーターの読み取り方が異なる場合は生成された HTML をテストしてください。
command-the-example-stands-in-what-begins-with-mark-and-does-not-end = 例は、{ $mark } で始まり終わりのない部分の中にあります。
command-end-that-before-it = 例より前で終わらせてください。
command-the-example-stands-in-tag-where-it-is-not-an-element-of-html = 例は { $tag } の中にありますが、そこでは HTML の要素になりません。
command-move-it-out = 外に移してください。
command-the-example-stands-in-tag-which-browsers-take-for-text-up-to-its-end = 例は { $tag } の中にありますが、ブラウザーはその終わりまでをテキストとして扱います。
command-move-it-out-and-close-what-is-before-it-in-html-a-tag-does-not-close-itself = 外に移し、その前のタグを閉じてください。HTML では、タグは単独では閉じられません。
command-the-page-names-vestibule-example-where-it-is-not-a-tag = ページに `<vestibule-example` がありますが、タグになっていません。
command-see-whether-its-attributes-and-the-are-as-they-should-be-where-it-is-meant-as-text-put-it-in-backticks-or-write-lt = 属性と `>` が正しいか確認してください。テキストのつもりであれば、バッククォートで囲むか、`&lt;` と書いてください。
command-the-policies-name-accounts-and-what-they-change-may-differ-from-account-to-account = ポリシーは { $accounts } を指定しており、変更の内容がアカウントごとに異なる可能性があります。
command-file-is-a-policy-and-not-a-case-file = { $file } はポリシーであり、ケースファイルではありません。
command-write-of-which-kind-the-policies-are-such-as-kind-resource-based = `--kind resource-based` のように、ポリシーの種類を指定してください。
command-before-point-reading = 変更前 ({ $point }): { $reading }
command-after-point-reading = 変更後 ({ $point }): { $reading }
command-standard-input-cannot-be-both-sides-of-a-comparison = 標準入力を比較の両側に指定することはできません。
command-name-a-file-for-one-of-them = 一方にはファイルを指定してください。
command-there-is-no-file-on-either-side-of-the-comparison = 比較のどちらの側にもファイルがありません。

## 回答の証明書

command-assumedabsent-or-assumptions-are-not-those-of-the-witnesses = `assumedAbsent` または `assumptions` が、例となるサインインのものと一致しません。
command-independent-is-not-what-the-policies-test-of-endpoints = `independent` が、ポリシーがエンドポイントについて調べるキーと一致しません。
command-identitycenter-is-not-what-the-case-file-says = `identityCenter` がケースファイルの内容と一致しません。
command-entry-or-phases-are-not-all-that-there-are = `entry` または `phases` がすべてを挙げていません。
command-through-of-claim-is-no-list-of-networks-of-the-case-in-their-order = { $claim } の `through` が、ケースのネットワークを順に並べたリストではありません。
command-undecided-names-a-statement-that-the-policies-do-not-have = `undecided` に、ポリシーにないステートメントがあります。
command-verdict-is-not-what-the-principals-come-to = `verdict` がプリンシパルごとの結果と一致しません。
command-a-sign-in-of-claim-does-not-come-to-what-it-says-example = { $claim } に属するサインインが、記載のとおりの結果になりません: { $example }
command-check-the-path-and-that-you-may-write-there = パスと、そこへの書き込み権限を確認してください。
command-decide-single-sign-ins-with-vestibule-decide-or-write-the-policy-variables-of-the-policies-out = 個々のサインインを `vestibule decide` で判定するか、ポリシーのポリシー変数を具体的な値で書いてください。
command-do-not-rely-on-it-and-make-a-new-one-with-certificate-file = これに頼らず、`--certificate FILE` で作り直してください。
command-leave-out-policies-that-do-not-bear-on-sign-ins = サインインに関係しないポリシーを省いてください。
command-leave-out-policies-that-do-not-bear-on-sign-ins-and-make-a-new-one-with-certificate-file = サインインに関係しないポリシーを省き、`--certificate FILE` で作り直してください。
command-name-a-file = ファイルを指定してください。
command-name-a-file-that-certificate-file-wrote-all-of-it = `--certificate FILE` が書き出したファイルを、欠けたところのない状態で指定してください。
command-name-another-file-for-the-certificate = 証明書には別のファイルを指定してください。
command-no-region-of-list-has-this-sign-in-example = { $list } のどの領域にも属さないサインインがあります: { $example }
command-the-addresses-of-region-are-no-ranges-in-cidr-notation = { $region } のアドレスが CIDR 表記の範囲ではありません。
command-the-case-file-is-not-the-one-that-the-certificate-is-about = ケースファイルが、証明書の対象となったものではありません。
command-the-certificate-cannot-go-to-standard-output-which-has-the-answer = 標準出力には回答が書き出されるため、証明書をそこに書き出すことはできません。
command-the-certificate-ends-before-it-is-complete = 証明書が途中で終わっています。
command-the-certificate-is-about-other-files-than-those-that-the-case-file-names = 証明書の対象が、ケースファイルの指定するファイルと異なります。
command-the-certificate-is-larger-than-the-limit-bytes-that-are-read = 証明書が、読み取る上限の { $limit } バイトを超えています。
command-the-certificate-is-not-verified-because-checking-it-takes-more-than-limit-steps = 検証に { $limit } を超えるステップが必要なため、証明書は検証されていません。
command-the-certificate-is-of-version-version-of-vestibule-and-this-is-own = 証明書は vestibule のバージョン { $version } のもので、こちらは { $own } です。
command-the-certificate-was-changed-after-vestibule-wrote-it = 証明書は、vestibule が書き出したあとに変更されています。
command-the-guarantees-are-not-those-of-the-case-file = 保証がケースファイルのものと一致しません。
command-the-principals-of-the-case-are-not-of-partition-partition = ケースのプリンシパルはパーティション { $partition } のものではありません。
command-the-sign-ins-of-the-case-are-not-those-to-account-account = ケースのサインインはアカウント { $account } へのものではありません。
command-the-witness-of-claim-is-none-or-does-not-decide-as-it-says = { $claim } の例となるサインインが例になっていないか、記載のとおりに判定されません。
command-this-is-format-format-of-certificates-and-only-known-is-understood = これは証明書の形式 { $format } で、扱えるのは { $known } だけです。
command-this-is-no-certificate-line-line-column-column-is-not-as-vestibule-writes-one = これは証明書ではありません。{ $line } 行 { $column } 列が vestibule の書き出す形と異なります。
command-verify-it-with-that-version-or-make-a-new-one-with-certificate-file = そのバージョンで検証するか、`--certificate FILE` で作り直してください。
command-verify-it-with-the-files-as-they-were-or-make-a-new-one-with-certificate-file = 当時のファイルで検証するか、`--certificate FILE` で作り直してください。
command-verify-it-with-the-version-of-vestibule-that-wrote-it = 書き出した vestibule と同じバージョンで検証してください。
command-what-claim-says-of-its-outcome-contradicts-itself = { $claim } の結果の記載が矛盾しています。
command-claim-is-not-verified-its-parts-are-too-coarse-to-decide-sign-ins-such-as-example = { $claim } は検証されていません。区別が粗く、次のようなサインインの結果を定められないためです: { $example }
command-one-and-other-have-a-sign-in-in-common-example = { $one } と { $other } に共通するサインインがあります: { $example }
command-path-cannot-be-written-reason = { $path } に書き込めません: { $reason }
command-path-is-not-as-it-was-when-the-certificate-was-made = { $path } が、証明書の作成時と異なります。
command-path-is-there-already-and-is-no-certificate = { $path } はすでに存在し、証明書ではありません。
command-region-does-not-have-as-many-addresses-as-it-says = { $region } のアドレスの数が記載と異なります。

## 修正案

command-there-is-no-change-number-count-are-proposed = 変更 { $number } はありません。提案は { $count } 件です。
command-name-one-of-the-changes-that-vestibule-repair-lists = `vestibule repair` が示す変更のいずれかを指定してください。
command-a-patch-of-standard-input-has-no-file-that-it-changes = 標準入力のパッチには、変更するファイルがありません。
command-name-the-case-file = ケースファイルを指定してください。
command-the-lines-of-the-change-hold-what-is-not-seen-or-what-a-runner-of-builds-takes-for-a-command = 変更する行に、目に見えない文字か、ビルドの実行環境がコマンドとみなす文字列が含まれています。
command-apply-the-edits-of-format-json = `--format json` の編集を適用してください。

## vestibule init

command-an-account-has-one-resource-based-policy-and-several-are-named = アカウントのリソースベースのポリシーは 1 つですが、複数指定されています。
command-name-one-of-them-or-say-of-which-kind-they-are-with-kind = そのうち 1 つを指定するか、`--kind` で種類を指定してください。
command-path-is-there-already = { $path } はすでに存在します。
command-name-another-file-or-replace-it-with-force = 別のファイルを指定するか、`--force` で置き換えてください。

## vestibule check --fix

command-it-is-not-utf-8-or-too-large = UTF-8 ではないか、大きすぎます。
command-it-is-not-as-it-was-read = 読み込んだ後に変更されています。
command-would-be-fixed-what = 修正の対象です。{ $what }
command-fixed-what = 修正しました。{ $what }
command-not-fixed-since-that-may-change-decisions-what = 判定が変わる可能性があるため、修正していません。{ $what }
command-every-sign-in-is-decided-as-before = すべてのサインインの判定は以前と同じです。
command-only-sign-ins-that-could-not-be-decided-are-decided-otherwise = 判定が変わるのは、これまで判定できなかったサインインだけです。
command-sign-ins-are-decided-otherwise = サインインの判定が変わります。
command-what-that-changes-is-not-known-why = 何が変わるかは不明です。{ $why }
command-no-sign-in-could-be-decided-before = これまでは、どのサインインも判定できませんでした。
command-not-fixed-since-it-is-not-in-the-folder-that-is-to-be-fixed-name-it-too = 修正するフォルダーの外にあるため、修正していません。修正するには、このファイルも指定してください。
command-path-is-not-fixed-why = { $path } は修正していません。{ $why }

## vestibule check --explain

command-there-is-no-rule-rule = { $rule } というルールはありません
command-write-a-code-such-as-private-source-ip-a-number-such-as-vst012-or-all = `private-source-ip` などのコード、`VST012` などの番号、または `all` を指定してください

## vestibule facts

command-values-several = { $values } (複数)
command-condition-keys = 条件キー
command-actions-are-numbered-1-is-signin-authenticate-2-signin-authorizeoauth2access-3-signin-createoauth2token = アクションは番号で示します。1 は `signin:Authenticate`、2 は `signin:AuthorizeOAuth2Access`、3 は `signin:CreateOAuth2Token` です。
command-key = キー
command-values = 値
command-operators = オペレータ
command-actions = アクション
command-open-points = 明らかでない点
command-sources = 出典
command-action-number-of-a-sign-in = サインインのアクション { $number }
command-a-sign-in-passes-it = サインインで評価されます
command-clients-of-oauth-call-it = OAuth クライアントが呼び出します
command-for-policies-of-vpc-endpoints-alone = VPC エンドポイントポリシー専用
command-manages-console-authorization = コンソール認可を管理します
command-the-console-calls-it-for-iam-identity-center = コンソールが IAM アイデンティティセンターのために呼び出します
command-actions-of-aws-sign-in = AWS サインインのアクション
command-action = アクション
command-role = 役割
command-it-holds = 成り立つ
command-it-does-not-hold = 成り立たない
command-that-is-what-it-asks = それを調べるオペレータ
command-condition-operators = 条件演算子
command-operator = オペレータ
command-family = 種類
command-without-the-key = キーがないとき
command-takes-ifexists = `IfExists` を付けられる
command-policy-variables = ポリシー変数
command-services-that-resource-control-policies-support = リソースコントロールポリシーがサポートするサービス
command-aws-adds-to-them-from-month-to-month-one-that-is-not-here-may-be-supported-by-now = AWS は毎月のように追加しています。ここにないサービスも、すでにサポートされているかもしれません。
command-prefix = プレフィックス
command-service = サービス
command-aws-publishes-no-number = AWS は数を公開していません
command-limit-characters = { $limit } 文字
command-limit-policies = { $limit } ポリシー
command-limit-statements = { $limit } ステートメント
command-written-from-what-the-guide-says = ガイドの説明から作成
command-policies-that-aws-manages-for-its-sign-in = AWS サインインの AWS 管理ポリシー
command-format-json-has-the-documents-which-a-case-file-takes-as-they-are = `--format json` にはポリシードキュメントがあり、ケースファイルにそのまま使えます
command-policy = ポリシー
command-version = バージョン
command-created = 作成日
command-quotas = クォータ
command-quota = クォータ
command-limit = 上限
command-size-of-a-resource-control-policy = リソースコントロールポリシーのサイズ
command-resource-control-policies-of-one-root-ou-or-account-with-rcpfullawsaccess = 1 つのルート、OU、またはアカウントのリソースコントロールポリシー (`RCPFullAWSAccess` を含む)
command-size-of-a-service-control-policy = サービスコントロールポリシーのサイズ
command-service-control-policies-of-one-root-ou-or-account = 1 つのルート、OU、またはアカウントのサービスコントロールポリシー
command-size-of-the-policy-of-a-vpc-endpoint = VPC エンドポイントポリシーのサイズ
command-size-of-the-accounts-sign-in-resource-based-policy = アカウントのサインインのリソースベースのポリシーのサイズ
command-permission-statements-of-an-account = アカウントのアクセス許可ステートメント
command-tag = タグ
command-as-of = 時点
command-title = タイトル
command-address = アドレス
command-text = テキスト
command-ip-address = IP アドレス
command-date = 日時
command-number = 数値
command-date-as-a-number = 数値で表した日時
command-boolean = ブール値
command-arn = ARN
command-arn-of-a-principal = プリンシパルの ARN
command-account-id = アカウント ID
command-organization-id = 組織 ID
command-organization-path = 組織のパス
command-vpc-id = VPC ID
command-vpc-endpoint-id = VPC エンドポイント ID
command-region = リージョン
command-service-of-aws = AWS のサービス
command-word-that-aws-defines = AWS が定める語
command-string-operators = 文字列オペレータ
command-arn-operators = ARN オペレータ
command-ip-address-operators = IP アドレスオペレータ
command-numeric-operators = 数値オペレータ
command-date-operators = 日付オペレータ
command-boolean-operators = ブールオペレータ
command-binary-operators = バイナリオペレータ
command-asks-whether-a-key-is-there = キーがあるかどうかを調べるオペレータ
command-yes = はい
command-no = いいえ
command-as-of-date = { $date } 時点

## vestibule check の設定

command-both-one-and-other-are-there = { $one } と { $other } の両方があります。
command-keep-one-of-them-or-name-one-with-config = どちらか 1 つにするか、`--config` で指定してください。
command-rules-are-explained-as-pretty-or-as-json = ルールの説明は `pretty` または `json` で表示されます。
command-leave-format-out = `--format` を省いてください。

## 判定の説明

command-it-place = { $it } ({ $place })
command-no-deny-applies-and-no-allow-is-missing = 適用される拒否はなく、不足している許可もない
command-console-authorization-is-off = コンソール認可が無効
command-it = { $it }
command-policy-does-not-allow-it = { $policy } が許可していない
command-no-layer-allows-it = 許可する { $layer } がない
command-it-depends-on-keys = { $keys } によって決まる
command-statement-depends-on-keys = { $statement } が適用されるかどうかは、{ $keys } によって決まる
command-all-depend-on-keys = { $all } が適用されるかどうかは、{ $keys } によって決まる
command-deciding-it-takes-more-work-than-is-done-steps-steps-for-a-sign-in-all-for-a-case-file = 判定に必要な処理が上限を超えている (サインインごとに { $steps } ステップ、ケースファイルごとに { $all } ステップ)
command-aws-would-refuse-statements = AWS は { $statements } を受け付けません
command-the-identity-policies-which-are-not-given = 示されていないアイデンティティベースのポリシー
command-the-resource-which-is-not-given = 示されていないリソース
command-something-that-is-not-known = 不明なもの
command-statement-sid-of-policy = { $policy } のステートメント { $sid }
command-statement-number-of-policy = { $policy } の Statement[{ $number }]
command-the-layer = { $layer }
command-layer-policy = { $layer } { $policy }
command-vpc-endpoint-policy = VPC エンドポイントポリシー
command-resource-control-policy = リソースコントロールポリシー (RCP)
command-service-control-policy = サービスコントロールポリシー (SCP)
command-resource-based-policy = リソースベースのポリシー
command-identity-policy = アイデンティティベースのポリシー
command-permissions-boundary = アクセス許可の境界
command-session-policy = セッションポリシー
command-allowed = 許可
command-denied = 拒否
command-unknown = 不明
command-outcome-reason = { $outcome }: { $reason }
command-and-1-more-test-left-out-as-there-is-too-much-to-explain = ほかに 1 個の条件 (説明が多すぎるため省略)
command-and-count-more-tests-left-out-as-there-is-too-much-to-explain = ほかに { $count } 個の条件 (説明が多すぎるため省略)
command-and-1-more-statement-left-out-as-there-is-too-much-to-explain = ほかに 1 個のステートメント (説明が多すぎるため省略)
command-and-count-more-statements-left-out-as-there-is-too-much-to-explain = ほかに { $count } 個のステートメント (説明が多すぎるため省略)
command-policy-is-evaluated = { $policy } は評価される
command-policy-counts-if-the-request-comes-through-its-endpoint-which-is-not-given = { $policy } は、リクエストがこのエンドポイントを経由する場合に評価される (経由の有無は未指定)
command-the-request-does-not-pass-a-vpc-endpoint = リクエストは VPC エンドポイントを経由しない
command-the-request-passes-another-vpc-endpoint = リクエストは別の VPC エンドポイントを経由する
command-rcps-and-scps-do-not-bind-the-management-account = RCP と SCP は管理アカウントには適用されない
command-it-is-attached-to-a-node-that-is-not-above-this-account = このアカウントの上位にないノードにアタッチされている
command-it-belongs-to-another-principal = 別のプリンシパルのポリシー
command-nobody-is-known-before-authentication = 認証前はプリンシパルが特定されていない
command-identity-policies-do-not-bind-the-root-user = アイデンティティベースのポリシーはルートユーザーには適用されない
command-assumption-is-switched-to-its-other-interpretation = { $assumption } を別の解釈にしている
command-policy-is-not-evaluated-because = { $policy } は評価されない: { $because }
command-unreadable = 読み取れない
command-effect-statement-number-sid = { $effect } Statement[{ $number }] ({ $sid })
command-effect-statement-number = { $effect } Statement[{ $number }]
command-statement-is-not-about-action = { $statement } は { $action } を対象としていない
command-statement-applies = { $statement } は適用される
command-statement-does-not-apply-as-aws-cannot-tell = { $statement } は、AWS が判定できないため適用されない
command-statement-applies-as-aws-cannot-tell = { $statement } は、AWS が判定できないため適用される
command-statement-does-not-apply = { $statement } は適用されない
command-statement-may-apply = { $statement } は適用される可能性がある
command-aws-would-refuse-the-statement-so-its-effect-is-unknown = AWS が受け付けないステートメントのため、効果は不明
command-the-actions-of-the-statement-cannot-be-read-so-whether-it-is-about-action-is-unknown = ステートメントのアクションを読み取れないため、{ $action } が対象かどうかは不明
command-principal-false-because-nobody-is-known-before-authentication-and-it-does-not-name = Principal: 認証前はプリンシパルが特定されておらず、`*` の指定もないため false
command-principal-false-because-it-does-not-name-this-principal = Principal: このプリンシパルの指定がないため false
command-principal-unknown-whether-it-covers-this-sign-in = Principal: このサインインが対象かどうか不明
command-resource-false-because-it-does-not-cover-what-is-signed-in-to = Resource: サインイン先が対象外のため false
command-resource-unknown-whether-it-covers-this-sign-in = Resource: このサインインが対象かどうか不明
command-operator-key-truth-because-why = { $operator } { $key }: { $truth } ({ $why })
command-indeterminate = 判定不能
command-its-value = キーの値
command-value-matches-operand-and-the-operator-is-negated = { $value } は { $operand } と一致するが、オペレータは否定形
command-value-matches-operand = { $value } は { $operand } と一致する
command-value-does-not-match-operand-and-the-operator-is-negated = { $value } は { $operand } と一致せず、オペレータは否定形
command-value-does-not-match-operand = { $value } は { $operand } と一致しない
command-value-matches-none-of-the-count-operands-and-the-operator-is-negated = { $value } は { $count } 個の値のどれとも一致せず、オペレータは否定形
command-value-matches-none-of-the-count-operands = { $value } は { $count } 個の値のどれとも一致しない
command-every-value-of-the-key-satisfies-it = キーのすべての値が条件を満たす
command-no-value-of-the-key-satisfies-it = 条件を満たす値がキーにない
command-the-key-is-present-at-action = { $action } でキーが存在する
command-the-key-is-value-and-whether-the-policy-sees-it-is-not-known = キーの値は { $value } だが、ポリシーがこのキーを使用できるかどうかは不明
command-the-key-is-unknown = キーが不明
command-a-key = キー
command-the-operand-refers-to-variable-which-is-unknown = 比較する値が参照する { $variable } が不明
command-value-is-not-of-the-kind-that-the-operator-compares-and-so-differs-from-every-operand = { $value } はオペレータが比較できる形式ではなく、どの値とも異なるとみなされる
command-value-is-not-of-the-kind-that-the-operator-compares-which-never-matches-negated-or-not = { $value } はオペレータが比較できる形式ではなく、否定形かどうかにかかわらず一致しない
command-operand-is-not-an-arn-aws-then-applies-a-deny-and-does-not-apply-an-allow = { $operand } は ARN ではないため、AWS は拒否を適用し、許可は適用しない
command-aws-would-refuse-the-operand-operand = AWS は値 { $operand } を受け付けない
command-the-key-has-several-values-and-the-operator-has-neither-forallvalues-nor-foranyvalue = キーに複数の値があるが、オペレータに `ForAllValues:` も `ForAnyValue:` も付いていない
command-there-is-nothing-to-compare-with = 比較する値がない
command-the-key-is-there-without-a-value = キーは存在するが、値がない
command-aws-has-no-such-operator = このようなオペレータは AWS にない
command-the-key-is-absent-at-action = { $action } ではキーが存在しない
command-a-negated-operator = 否定形のオペレータ
command-a-positive-operator = 肯定形のオペレータ
command-the-key-is-absent-at-action-and-kind-is-then-then = { $action } ではキーが存在せず、{ $kind } は { $then } になる
command-kind-tells-a-policy-of-an-organization-here = ここでの `--kind` は組織のポリシーの種類です。
command-write-kind-resource-control-or-kind-service-control-or-leave-it-out = `--kind resource-control` か `--kind service-control` を書くか、省いてください。
command-resource-based-policies-of-single-accounts-are-left-out-accounts = 各アカウントのリソースベースポリシーは対象外です: { $accounts }
command-write-the-policy-of-each-account-as-policies-resourcebased-of-a-case-file = 各アカウントのポリシーを、ケースファイルの `policies.resourceBased` に書いてください。
command-file-holds-no-policy = { $file } にポリシーがありません。
command-hand-in-the-json-of-a-policy = ポリシーの JSON を渡してください。
command-write-policies-of-an-organization-with-another-as = 組織のポリシーは別の `--as` で書き出してください。
command-no-type-of-terraform-or-cloudformation-makes-permission-statements-so-none-is-written = アクセス許可ステートメントを作る Terraform や CloudFormation の型はないため、書き出しません。
command-write-as-commands-or-as-python-for-the-calls-that-make-them = それを作る呼び出しは `--as commands` か `--as python` で書き出せます。
command-aws-does-not-say-whether-several-permission-statements-deny-each-by-itself-or-are-merged = 複数のアクセス許可ステートメントがそれぞれ独立して拒否するのか、1 つにまとめられるのかを、AWS は説明していません。
command-compare-below-who-gets-in-if-they-are-merged-read-each-by-itself-a-sign-in-has-to-pass-all-of-them = 独立している場合、サインインはそのすべてを通る必要があります。まとめられる場合に誰が入れるかを以下に示します。
command-the-case-has-policies-of-an-organization-alone = ケースには組織のポリシーしかありません。

## エミュレーター

command-other-machines-reach-address-and-the-emulator-checks-no-credentials = { $address } にはほかのマシンからも到達でき、エミュレーターは認証情報を検査しません。
command-listen-on-127-0-0-1-or-add-allow-remote = 127.0.0.1 で待ち受けるか、`--allow-remote` を付けてください。
command-another-program-listens-on-address = { $address } では別のプログラムが待ち受けています。
command-end-it-or-name-another-port-with-listen-port-0-takes-a-free-one = そのプログラムを終了するか、`--listen` で別のポートを指定してください。ポート 0 なら空いているポートを使います。
command-nobody-can-listen-on-address-reason = { $address } で待ち受けできません: { $reason }
command-name-another-address-with-listen = `--listen` で別のアドレスを指定してください。
command-text-is-no-address-with-a-port = { $text } はポート付きのアドレスではありません。
command-write-one-such-as-127-0-0-1-8098-or-1-8098 = `127.0.0.1:8098` や `[::1]:8098` のように書いてください。
command-folder-has-endpoint-rules-of-somebody-else-for-sign-in = { $folder } には、サインインの別のエンドポイント規則があります。
command-name-another-folder-with-aws-data-path = `--aws-data-path` で別のフォルダーを指定してください。
command-path-cannot-be-used-reason = { $path } を使用できません: { $reason }
command-check-the-path-and-that-you-may-read-and-write-there = パスと、そこを読み書きする権限があることを確認してください。
command-path-has-a-state-already-so-flag-has-no-meaning = { $path } にはすでに状態があるため、{ $flag } は意味を持ちません。
command-leave-the-flag-out-or-name-a-new-file-with-state = フラグを省くか、`--state` で新しいファイルを指定してください。
command-another-emulator-keeps-its-state-in-path = { $path } には別のエミュレーターが状態を保存しています。
command-end-it-or-name-another-file-with-state = そのエミュレーターを終了するか、`--state` で別のファイルを指定してください。
command-path-is-larger-than-a-case-file-may-be = { $path } は、ケースファイルの上限より大きくなっています。
command-begin-with-a-smaller-case-file = より小さいケースファイルから始めてください。
command-the-npm-packages-command-listens-on-no-port = npm パッケージのコマンドは、ポートで待ち受けません。
command-run-vestibule-emulate-of-the-native-command = ネイティブのコマンドの `vestibule emulate` を実行してください。
command-no-permission-statements-make-the-resource-based-policy-of-the-case-reason = ケースのリソースベースのポリシーは、アクセス許可ステートメントからは作成できません: { $reason }
command-take-the-policy-out-and-make-it-with-aws-signin-put-resource-permission-statement = ポリシーを取り除き、`aws signin put-resource-permission-statement` で作成してください。
command-the-state-file-is-not-written-in-utf-8 = 状態ファイルが UTF-8 で書かれていません。
command-restore-it-or-name-another-file = 復元するか、別のファイルを指定してください。
command-permission-statement-number-of-the-state-is-none-that-requests-make-why = 状態の { $number } 番目のアクセス許可ステートメントは、リクエストで作成できるものではありません: { $why }
command-mend-it-or-delete-it = 修正するか、削除してください。
command-the-resource-based-policy-of-the-state-is-not-the-one-that-its-permission-statements-make = 状態のリソースベースのポリシーが、そのアクセス許可ステートメントから作成されるものと異なります。
command-change-it-with-the-emulators-operations-alone-or-restore-the-file = エミュレーターの操作だけで変更するか、ファイルを復元してください。
command-policy-number-of-the-state-is-none-that-requests-make-why = 状態の { $number } 番目のポリシーは、リクエストで作成できるものではありません: { $why }
command-rcps-and-scps-of-the-state-are-not-those-that-its-control-plane-has = 状態の RCP と SCP が、コントロールプレーンのものと異なります。
command-two-policies-of-one-type-have-the-name-name-and-two-texts = 同じ種類の 2 つのポリシーが同じ名前 { $name } を持ち、内容が異なります。
command-console-authorization-of-the-state-is-not-what-its-control-plane-says = 状態のコンソール認可が、コントロールプレーンの内容と異なります。
command-this-is-version-version-of-the-emulators-state-and-only-known-is-understood = エミュレーターの状態のバージョンは { $version } ですが、読み取れるのは { $known } だけです。
command-take-the-release-that-wrote-it-or-begin-with-another-file = 書き込んだリリースを使うか、別のファイルから始めてください。
command-the-file-is-no-state-of-the-emulator = このファイルはエミュレーターの状態ではありません。
command-name-a-new-file-and-hand-a-case-file-in-with-case = 新しいファイルを指定し、ケースファイルは `--case` で渡してください。

## テスト

command-no-request-and-no-guarantee-is-selected-by-filter = `--filter` に一致するリクエストも保証もありません。
command-write-a-part-of-its-name-or-of-the-name-of-its-file = その名前、またはファイル名の一部を書いてください。
command-statements-that-decide-a-tested-sign-in-some-of-all = テストされたサインインを決めるステートメント: { $all } 件中 { $some } 件
command-conditions-that-are-tried-both-ways-some-of-all = 両方向に試された条件: { $all } 件中 { $some } 件
command-sign-ins-that-are-too-much-work-to-decide-and-count-for-nothing-count = 判定に手間がかかりすぎ、数えられないサインイン: { $count } 件
command-policy-in-file = { $file } の { $policy }
command-decided-by-statements = 決めるもの: { $statements }
command-never-applies = 一度も適用されない
command-leaves-sign-ins-unknown = サインインを不明のままにする
command-applies-and-decides-nothing = 適用されるが、何も決めない
command-applies-and-decides-nothing-or-leaves-sign-ins-unknown = 適用されるが、何も決めないか、サインインを不明のままにする
command-operator-of-key-line-line = { $key } の { $operator } ({ $line } 行目)
command-never-the-reason-that-the-statement-applies-or-does-not = ステートメントが適用される理由にも、されない理由にもならない
command-never-the-reason-that-the-statement-applies = ステートメントが適用される理由にならない
command-never-the-reason-that-the-statement-does-not-apply = ステートメントが適用されない理由にならない
command-statement-sid-line-line = ステートメント { $sid } ({ $line } 行目)
command-statement-number-line-line = Statement[{ $number }] ({ $line } 行目)
command-pattern-is-not-a-glob-pattern = { $pattern } はファイル名のパターンではありません。
command-write-a-behind-each-and-by-itself-between-slashes = `[` には `]` を対応させ、`**` はスラッシュの間に単独で書いてください。
command-no-file-matches-pattern = { $pattern } に一致するファイルがありません。
command-check-the-pattern-stays-within-a-folder-and-goes-through-folders-below = パターンを確認してください。`*` はフォルダーの中だけ、`**` は下のフォルダーにも一致します。
command-standard-input-cannot-be-watched = 標準入力は監視できません。
command-changes-cannot-be-watched-reason = 変更を監視できません: { $reason }
command-name-files-or-folders-of-this-machine-or-leave-out-watch = このマシンのファイルかフォルダーを指定するか、`--watch` を外してください。
command-waiting-for-changes-c-ends-it = 変更を待っています。`^C` で終了します。
command-changed-files = 変更: { $files }
command-the-npm-packages-command-watches-no-files = npm パッケージのコマンドはファイルを監視しません。
command-run-vestibule-test-watch-of-the-native-command = ネイティブのコマンドで `vestibule test --watch` を実行してください。

## vestibule doors

command-it-is-larger-than-limit-bytes = { $limit } バイトを超えています
command-hand-in-the-part-of-the-list-that-is-about-aws = リストのうち AWS に関する部分を渡してください
command-name-one-of-its-requests-or-leave-request-out = ケースの `requests` のいずれかを指定するか、`--request` を省いてください。
