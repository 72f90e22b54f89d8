# 図で示したマップ

picture-title = 誰がどこからサインインできるか (対象とネットワークの表)
picture-door = サインインの方法
picture-who = 対象
picture-ipv4 = インターネット (IPv4)
picture-ipv6 = インターネット (IPv6)
picture-endpoints = VPC エンドポイント
picture-hint = 行は利用者のグループ、列はネットワークの一部です。矢印キーでセルを移動し、Enter で下の理由へ進み、Escape で戻ります。
picture-add = サインインに追加
picture-add-of = サインインに追加して理由を表示: { $claim }
picture-more = 他の列 { $count } 件
picture-mixed-short = 条件による
picture-mixed = リージョンまたは条件キーによる
picture-cut = 図に収まらない対象やネットワークがあります。下の一覧にすべて示します。
