# 利用者と接続元、およびその組み合わせごとの結果

people-title = 利用者 × 接続元
people-counts = 利用者 { $people } 件、接続元 { $networks } 件
people-counts-shown = 利用者 { $people-all } 件中 { $people } 件、接続元 { $networks-all } 件中 { $networks } 件
people-filter = 利用者と接続元を絞り込む
people-filter-none = この語を含む利用者も接続元もありません。
people-filter-clear = すべて表示
people-csv = CSV
people-csv-hint = この表を CSV でダウンロード
people-more-networks = 右にあと { $count } 件の接続元
people-region-known = { $regions } (ケースファイル)
people-region-pinned = { $regions } (ポリシー)
people-region-assumed = { $region } と仮定
people-region-open = リージョン未設定
people-said-known = ケースファイルによると、エンドポイントは { $regions } にあります。
people-said-pinned = ポリシーは { $network } を { $regions } に限定しています。
people-said-assumed = { $network } のリージョンは設定されていません。結果は { $region } についてのものです。
people-said-tried = { $network } のリージョンは設定されていません。結果は { $regions } についてのものです。
people-said-regions = 結果はリージョンによって異なります。
people-set-region = リージョンを設定
people-feed = ポリシーから取り込む
people-edit = 利用者と接続元を編集
people-add = 組み合わせを追加
people-empty = 確認したい利用者と接続元を追加します。ポリシーに名前があるものはすぐに取り込めます。
people-corner = 利用者と接続元
people-partly = 一部
people-part = { $outcome }: { $place }
people-and-more = { $first } ほか { $count } 件
people-too-many = 分割数が多すぎます
people-samples = { $under } (代表のみ)

people-said-all = { $outcome ->
    [allowed] { $network } のどのアドレスからもサインインできます。
    [denied] { $network } のどのアドレスからもサインインできません。
   *[unknown] { $network } のどのアドレスについても、サインインできるかどうかは不明です。
}
people-said-partly = { $network } では、アドレスによって結果が異なります。
people-said-none = { $network } からのサインインは判定できません。
people-said-samples = アドレスを文字列として比較するポリシーがあります。{ $network } は個々のアドレスだけを判定しており、ほかのアドレスの結果は異なる場合があります。
people-said-too-many = { $network } はポリシーによって 2,000 より多くの部分に分かれます。より小さい範囲を入力してください。
people-more-parts = ほか { $count } 件は表示していません。
people-sample = 以下の説明はアドレス { $address } についてのものです。
people-add-row = このサインインを表に追加

people-bring = ほかから取り込む
people-paste = リストを貼り付け: 1 行に、名前とアドレス、範囲、VPC、エンドポイントまたは ARN
people-paste-add = リストを追加
people-take = 取り込み元のワークスペース
people-take-do = 利用者と接続元を取り込む
people-taken = 利用者 { $people } 件と接続元 { $networks } 件を追加しました。
people-wrong-nothing = この行には、アドレス、範囲、VPC、エンドポイント、ARN のいずれもありません。どれかを追加してください。
people-wrong-both = この行には ARN と接続元の両方があります。2 行に分けてください。
people-wrong-several = この行には ARN、VPC またはエンドポイントが複数あります。1 行に 1 つずつ書いてください。
people-wrong-principal = `{ $text }` は、サインインできるプリンシパルの ARN ではありません。ユーザーまたはロールの ARN を書いてください。
people-wrong-address = `{ $text }` はアドレスでも範囲でもありません。`203.0.113.0/26` のような範囲を書いてください。
people-wrong-host-bits = `{ $text }` は範囲ではありません。`{ $meant }` ではありませんか?
