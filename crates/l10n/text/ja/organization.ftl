# 組織: ツリーと、表示中のアカウント。

organization-title = 組織
organization-accounts = { $count } アカウント。アカウントを選ぶと、そのサインインだけを表示します。
organization-search = 組織単位とアカウントを検索
organization-nothing-found = 名前または ID にこの語を含む組織単位やアカウントはありません。
organization-left-out = ほかに { $count } 行あります。検索してください。
organization-unit-accounts = { $count } アカウント
organization-management = 管理アカウント
organization-pending-activation = アクティブ化待ち
organization-suspended = 停止中
organization-pending-closure = 閉鎖待ち
organization-closed = 閉鎖済み
organization-account = アカウント
organization-shown = 表示するアカウント
organization-all-accounts = すべての { $count } アカウント
organization-own-elsewhere = { $count } アカウントに独自のポリシーがあります。アカウントを選ぶと表示されます。
organization-nobody = なし
organization-choose-account = アカウントを選ぶと図が表示されます。
organization-overview = 最も悪い結果を示します。人ごとにはすべてのネットワークから、ネットワークごとにはすべての人についての結果です。セルを選ぶと理由を表示します。
organization-people = 人
organization-networks = ネットワーク
organization-no-decision = 判定なし
organization-cell = { $account }、{ $of }: { $outcome }
