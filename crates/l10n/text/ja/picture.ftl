# 図で示したマップ

picture-title = 誰がどこからサインインできるか (対象とネットワークの表)
picture-door = サインインの方法
picture-who = 対象
picture-ipv4 = インターネット (IPv4)
picture-ipv6 = インターネット (IPv6)
picture-endpoints = VPC エンドポイント
picture-hint = 行は利用者のグループ、列はネットワークの一部です。矢印キーでセルを移動し、Enter で理由を表示します。
picture-other = その他のアドレス
picture-mixed-short = 条件による
picture-mixed = リージョンまたは条件キーによる
picture-cut = 図に収まらない対象やネットワークがあります。下の一覧にすべて示します。
