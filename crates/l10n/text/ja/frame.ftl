# コマンドが人のために表示する検出結果とテスト結果の枠。

frame-error = エラー
frame-warning = 警告
frame-info = 情報
frame-help = 対処
frame-of-policy = { $layer } { $policy }
frame-of-layer = { $layer }
frame-layer-resourceBased = リソースベースのポリシー
frame-layer-resourceControl = リソースコントロールポリシー (RCP)
frame-layer-serviceControl = サービスコントロールポリシー (SCP)
frame-layer-identity = アイデンティティベースのポリシー
frame-layer-permissionsBoundary = アクセス許可の境界
frame-layer-session = セッションポリシー
frame-layer-vpcEndpoint = VPC エンドポイントポリシー
frame-comma = 、
frame-more-findings = ほか { $count } 件
frame-errors = エラー { $count } 件
frame-warnings = 警告 { $count } 件
frame-notes = 情報 { $count } 件

## vestibule check

frame-kind = { $kind } ポリシー
frame-guessed = (推定: { $why }異なる場合は `--kind` で指定してください。)
frame-case-file = ケースファイル
frame-configuration = 設定ファイル
frame-no-findings = 検出なし
frame-suppressed = 抑制 { $count } 件
frame-not-reported = 非表示 { $count } 件
frame-in-part = 一部は読み取れず未検査
frame-policies = ポリシー { $count } 件
frame-case-files = ケースファイル { $count } 件
frame-unreadable = 読み取り不可 { $count } 件

## vestibule check --fix

frame-fixed = { $files } 個のファイルの問題 { $count } 件を修正しました
frame-would-be-fixed = { $files } 個のファイルの問題 { $count } 件が修正の対象です
frame-fixable = ほかに、修正すると判定が変わる可能性のある問題が { $count } 件あります。`--fix-unsafe --diff` で内容を確認できます
frame-not-compared = ポリシーに記載されたアカウントのうち { $count } 件 ({ $account } 以降) では、判定を比較していません

## vestibule check --explain

frame-rules = ルール
frame-rules-about = `vestibule check` が探すものです。プレイグラウンドのエディターも同じものを示します。`vestibule check --explain CODE` は、コードまたは番号で指定した 1 つのルールについて同じ内容を表示します。エラーは、AWS が拒否するもの、書かれたとおりの意味になり得ないもの、または確実に締め出しを起こすもの、警告はおそらく意図と異なるもの、情報は知っておくとよいものです。例がケースファイルのルールは、すべてのポリシーを合わせた結果を調べ、その内容はすべてのサインインについて証明済みです。
frame-rules-columns = | 番号 | コード | 重大度 | 修正 | 探すもの |
frame-rule-finds = { $kind ->
    [case] 検出するケースの例 ({ $line } 行目)：
   *[other] 検出する { $kind } ポリシーの例 ({ $line } 行目)：
}
frame-rule-passes = { $kind ->
    [case] 検出しないケースの例：
   *[other] 検出しない { $kind } ポリシーの例：
}
frame-rule-fixes = 修正: { $fixes }
frame-rule-safe = 安全
frame-rule-unsafe = 要確認
frame-rule-sources = 出典: { $sources }

## vestibule emulate

frame-emulating = アカウント { $account } のサインインのコントロールプレーンを { $url } で提供しています。AWS CLI と SDK の接続先を設定してください。
frame-emulating-without-rules = AWS CLI と boto3 には `--aws-data-path DIR` も必要です。付属のエンドポイント規則では、これらの操作は AWS に送られます。
frame-emulating-in-memory = 状態はコマンドの終了とともに失われます。残すには `--state FILE` を指定してください。

## vestibule init

frame-drafted = ネットワーク { $networks } 件、保証 { $guarantees } 件、リクエスト { $requests } 件。いずれも現状のものであり、確認が必要です。

## vestibule test

frame-failed-request = 不一致
frame-failed-guarantee = 保証が不成立
frame-unproven-guarantee = 保証を証明できず
frame-mismatch = { $path }: 期待は { $expected }、結果は { $actual }
frame-nearest = 期待どおりになる最も近いサインイン: { $difference }
frame-tests-fail = サインインが期待どおりではありません
frame-tests-pass = サインインは期待どおりです
frame-more-failed = ほか { $count } 件が不一致または不成立
frame-passed = 一致 { $count } 件
frame-failed = 不一致 { $count } 件
frame-skipped = 期待なし { $count } 件
frame-unusable = 使用不可 { $count } 件
frame-in-files = (ファイル { $count } 個)
frame-passed-over = 対象外の JSON ファイル { $count } 個

## vestibule verify

frame-verified = 検証済み: この回答は、これらのファイルから導かれます
frame-not-verified = 検証できず
frame-verified-account = アカウント { $account } (パーティション { $partition }) へのすべてのサインインについて
frame-verified-claims = 多数のサインインについての主張 { $count } 件が成り立ちます
frame-verified-witnesses = 証拠となるサインイン { $count } 件の判定が記載のとおりです
frame-verified-open = そのうち { $count } 件の主張では、サインインの結果は未定です

## vestibule decide

frame-phase = フェーズ
frame-decision = 判定
frame-why = 理由
frame-user-sees = ユーザーへの表示
frame-before-authentication = 認証前
frame-after-authentication = 認証後
frame-not-reached = 未到達
frame-at-action = {" "}({ $action })
frame-from = 接続元 { $address }
frame-from-unknown = 接続元アドレス不明
frame-from-some = VPC 内のアドレス
frame-in-vpc = { $vpc } 内
frame-through = { $endpoint } 経由
frame-network-at = { $action } では{ $network }
frame-console = コンソール
frame-assumed-absent = 指定がないため、存在しないとみなしたキー: { $keys }
frame-and-more = 、ほか { $count } 件
frame-and-at-least = 、ほか { $count } 件以上
frame-readings = AWS が明らかにしていない点についての解釈: { $ids }
