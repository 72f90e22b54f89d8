# 判定:セルと表の言葉(ドキュメントページでも使う)

decision-allowed = 許可
decision-denied = 拒否
decision-unknown = 不明
decision-none = 判定なし
decision-none-why = 今の入力のままでは、このサインインを判定できません。

decision-phase-1 = 1 認証前
decision-phase-2 = 2 コード
decision-phase-3 = 3 トークン
decision-phase-1-long = フェーズ 1: 認証前
decision-phase-2-long = フェーズ 2: 認可コード
decision-phase-3-long = フェーズ 3: トークン

decision-outcome = 結果
decision-table = サインインとその判定
decision-name = サインイン
decision-who = プリンシパル
decision-from = 接続元
decision-no-rows = サインインがありません。

decision-layer-resource-based = リソースベース
decision-layer-resource-control = RCP
decision-layer-service-control = SCP
decision-layer-identity = ID
decision-layer-boundary = 境界
decision-layer-session = セッション
decision-layer-endpoint = VPCE

decision-policy-resource-based = リソースベースのポリシー
decision-policy-resource-control = RCP「{ $name }」
decision-policy-service-control = SCP「{ $name }」
decision-policy-identity = アイデンティティベースのポリシー「{ $name }」
decision-policy-boundary = アクセス許可の境界「{ $name }」
decision-policy-session = セッションポリシー「{ $name }」
decision-policy-endpoint = VPC エンドポイントポリシー「{ $name }」
decision-any-resource-based = リソースベースのポリシー
decision-any-resource-control = RCP
decision-any-service-control = SCP
decision-any-identity = アイデンティティベースのポリシー
decision-any-boundary = アクセス許可の境界
decision-any-session = セッションポリシー
decision-any-endpoint = VPC エンドポイントポリシー

decision-cell-no-deny = 拒否なし
decision-cell-unprotected = 保護なし
decision-cell-off = 評価対象外
decision-cell-no-allow = { $layer } · 許可なし
decision-cell-by = { $layer } · { $statement }
decision-cell-by-more = { $layer } · { $statement } 他 { $others }
decision-cell-no-allow-more = { $layer } · 許可なし、他 { $others }
decision-cell-key = キーが不明
decision-cell-refused = AWS が受け付けない
decision-cell-unreadable = { $layer } · エラーあり
decision-provisional = 暫定
decision-cell-beyond = 未到達

decision-entry-console = コンソール
decision-expected = 期待値
decision-met = 期待どおり
decision-unmet = 期待値: { $outcome }
