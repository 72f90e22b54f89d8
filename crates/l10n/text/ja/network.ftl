# 名前の付いたネットワーク

network-title = ネットワーク
network-name = 名前
network-parts = アドレス範囲、VPC、VPC エンドポイント、リージョン
network-add = ネットワークを追加
network-remove = { $name } を削除
network-wrong = 新しい名前と、203.0.113.0/24 のような範囲、または VPC か VPC エンドポイントとリージョンを入力してください。
network-edit = ネットワーク { $name } を編集
network-save = ネットワークを保存
network-used = 使用中: { $names }
