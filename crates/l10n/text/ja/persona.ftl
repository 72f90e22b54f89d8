# 利用者と接続元

persona-root = ルートユーザー
persona-user = IAM ユーザー
persona-role = ロール
persona-federated = フェデレーテッドユーザー
persona-identity-center = アイデンティティセンター
persona-break-glass = 緊急用ロール
persona-site-office = 社内
persona-site-vpn = VPN
persona-site-endpoint = VPC エンドポイント
persona-site-home = 自宅
persona-site-ipv6 = IPv6
persona-untitled = 無題
persona-shared = 共有されたケース
persona-copy = { $name } (コピー)
