# 判定の理由

why-title = 理由
why-empty-title = 判定を選択してください
why-empty = 表のセルを選択すると、どのステートメントが何に基づいて判定したか、何が変われば結果が変わるかを表示します。
why-provisional = 暫定の結果: このサインインに適用されるポリシーはまだ完成していません。
why-waiting = 判定しています。
why-phases = フェーズ
why-step-1 = 1 認証前
why-step-2 = 2 認可コード
why-step-3 = 3 トークン
why-this = このサインイン

why-allowed = { $name }: 3 つのフェーズすべてを通過し、サインインできます。
why-denied-1 = { $name }: 3 フェーズのうち 1 番目の認証前フェーズで拒否されます。
why-denied-2 = { $name }: 3 フェーズのうち 2 番目の認可コード生成で拒否されます。
why-denied-3 = { $name }: 3 フェーズのうち 3 番目のトークン発行で拒否されます。
why-unknown = { $name }: サインインできるかどうかは、まだわかっていない情報によって決まります。

why-phase-no-deny = `{ $action }` に該当する拒否はなく、不足している許可もありません。
why-phase-unprotected = `{ $action }` を対象とする拒否が、リソースベースのポリシーにも RCP にもありません。このフェーズは制限されません。
why-phase-off = コンソール認可が無効のため、ポリシーは評価されません。
why-phase-deny = 拒否したもの：
why-phase-no-allow = 許可が必要ですが、次のポリシーには許可がありません：
why-phase-refused = AWS が受け付けないステートメントのため、効果が定まりません：
why-phase-key = { $keys } によって決まります。
why-phase-key-by = { $keys } によって、次のステートメントが適用されるかどうかが決まります：
why-phase-open = 指定されていない情報によって決まります。
why-key-identity = プリンシパルのアイデンティティベースのポリシー (未指定)
why-key-resource = サインイン先のコンソール
why-beyond = サインインはこのフェーズに到達しません。到達した場合：
why-statement-of = ({ $policy })
why-line = { $line } 行目
why-show = { $what } をエディターで表示

why-test-matched = `{ $value }` は `{ $operand }` と一致します。
why-test-matched-not = `{ $value }` は `{ $operand }` と一致しますが、オペレータは否定形です。
why-test-differs = `{ $value }` は `{ $operand }` と一致しません。
why-test-differs-not = `{ $value }` は `{ $operand }` と一致せず、オペレータは否定形です。
why-test-none = `{ $value }` は { $count } 個の値のどれとも一致しません。
why-test-none-not = `{ $value }` は { $count } 個の値のどれとも一致せず、オペレータは否定形です。
why-test-every = キーのすべての値が条件を満たします。
why-test-no-value = 条件を満たす値がキーにありません。
why-test-absent = キーは存在しません。
why-test-absent-negated = キーは存在しません。その場合、否定形のオペレータは true になります。
why-test-absent-negated-false = キーは存在しません。その場合、この条件は false になります。
why-test-absent-positive = キーは存在しません。その場合、肯定形のオペレータは false になります。
why-test-absent-if-exists = キーは存在しません。その場合、`IfExists` は true になります。
why-test-absent-if-exists-false = キーは存在しません。その場合、`IfExists` は false になります。
why-test-absent-all = キーは存在しません。その場合、`ForAllValues` は true になります。
why-test-absent-all-false = キーは存在しません。その場合、`ForAllValues` は false になります。
why-test-absent-any = キーは存在しません。その場合、`ForAnyValue` は false になります。
why-test-absent-any-true = キーは存在しません。その場合、`ForAnyValue` は true になります。
why-test-present = キーは存在します。
why-test-unknown = キーについて何もわかっていません。
why-test-unseen = キーの値は `{ $value }` ですが、ポリシーがこのキーを使用できるかどうかは、わかっていません。
why-test-variable = `{ $variable }` を参照していますが、その値がわかっていません。
why-test-bad-value = `{ $value }` はオペレータが比較できる形式ではありません。否定形かどうかにかかわらず一致しません。
why-test-bad-value-differs = `{ $value }` はオペレータが比較できる形式ではないため、どの値とも異なるとみなされます。
why-test-bad-operand = AWS は値 `{ $operand }` を受け付けません。
why-test-bad-arn = `{ $operand }` は ARN ではありません。この場合、AWS は拒否を適用し、許可は適用しません。
why-test-several = キーに複数の値がありますが、オペレータに `ForAllValues:` も `ForAnyValue:` も付いていません。
why-test-no-operands = 比較する値がありません。
why-test-empty = キーは存在しますが、値がありません。
why-test-operator = このようなオペレータは AWS にありません。
why-its-value = キーの値

why-true = true
why-false = false
why-truth-unknown = 不明
why-indeterminate = 判定不能

why-user-sees = ユーザーへの表示
why-cloud-trail = CloudTrail の記録
why-not-documented = AWS のドキュメントに記載がありません。

why-changes = 結果が変わる条件
why-changes-none = サインインやアカウントの条件を 1 つずつ変えて { $count } 通り試しましたが、別の結果に確定するものはありませんでした。
why-changes-wait = 結果が変わる条件を調べています。
why-more = 他 { $count } 件

why-fact-network = 接続元が `{ $network }`
why-fact-endpoint = `{ $network }` を経由
why-fact-principal = `{ $principal }` としてサインイン
why-fact-entry = { $entry } を使用
why-fact-region = リージョンが `{ $region }`
why-fact-key = `{ $key }` が `{ $value }`
why-fact-no-key = `{ $key }` が存在しない
why-fact-on = コンソール認可が有効
why-fact-off = コンソール認可が無効
why-fact-standalone = アカウントがスタンドアロンアカウント
why-fact-member = アカウントが組織のメンバーアカウント
why-fact-management = アカウントが組織の管理アカウント
why-change-add = サインインとして追加
why-change-add-named = 「{ $change }」をサインインとして追加

why-assumptions = 前提にした点 ({ $count } 件)
why-assumptions-intro = AWS が明らかにしていない点です。別の解釈に切り替えて、判定が変わるかどうかを確認できます。
why-assumption-other = 別の解釈
why-assumption-other-named = { $id } を別の解釈にする
why-assumption-more = { $id } の説明
why-assumptions-switched = { $count } 個の点を別の解釈にしています

why-trace = すべての種類のポリシーとステートメント
why-trace-none = ポリシーがありません。
why-trace-evaluated = 評価済み
why-trace-perhaps = リクエストがこのエンドポイントを経由する場合に評価されます (経由の有無は未指定)
why-trace-no-endpoint = 評価されません: リクエストは VPC エンドポイントを経由しません
why-trace-other-endpoint = 評価されません: リクエストは別の VPC エンドポイントを経由します
why-trace-off = 評価されません: コンソール認可が無効です
why-trace-management = 評価されません: RCP と SCP は管理アカウントには適用されません
why-trace-other-node = 評価されません: このアカウントの上位にないノードにアタッチされています
why-trace-other-principal = 評価されません: 別のプリンシパルのポリシーです
why-trace-before = 評価されません: 認証前はプリンシパルが特定されていません
why-trace-root = 評価されません: アイデンティティベースのポリシーはルートユーザーには適用されません
why-trace-assumed = 評価されません: { $id } を別の解釈にしています

why-statement-applies = 適用
why-statement-not = 適用なし
why-statement-perhaps = 適用の可能性あり
why-statement-cannot = AWS が判定できないため適用なし
why-statement-cannot-deny = AWS が判定できないため適用
why-statement-elsewhere = このアクションは対象外
why-statement-refused = AWS が受け付けないステートメントのため、意味が定まりません。
why-statement-action = このアクションが対象かどうかを読み取れません。
why-statement-nobody = 認証前はプリンシパルが特定されておらず、`*` も指定されていません。
why-statement-principal = このプリンシパルは指定されていません。
why-statement-resource = サインイン先のリソースは対象外です。
why-statement-perhaps-principal = このプリンシパルが対象かどうか不明です。
why-statement-perhaps-resource = サインイン先のリソースが対象かどうか不明です。

why-keys = このフェーズのコンテキストキー
why-keys-key = キー
why-keys-state = このフェーズでの状態
why-keys-absent = 存在しない
why-keys-assumed = 存在しない (指定がないため)
why-keys-unknown = 不明
why-changes-account = アカウントを開く
