# 表の上に示す、あらゆるサインインについて成り立つこと

strip-title = あらゆるサインイン
strip-working = 確認しています…
strip-earlier = 変更前の内容です。新しいテキストを確認しています…
strip-cancel = 中止
strip-stopped = { $why ->
    [slow] 未確認: 15 秒を超えたため中止しました。
    [died] 未確認: 確認用のプログラムを読み込めなかったか、途中で終了しました。
   *[hand] 未確認: 中止しました。
}
strip-undecided = このワークスペースは判定されていないため、未確認です。表の上の「もう一度判定」を選択してください。
strip-retry = もう一度確認
strip-account = サインイン先のアカウントが指定されていません。ポリシーに現れる { $account } についての内容です。
strip-account-example = サインイン先のアカウントが指定されておらず、ポリシーにも現れません。例として { $account } についての内容です。
strip-account-other = アカウント { $account } についての内容ですが、ポリシーに現れるアカウントは { $named } だけです。
strip-account-several = 未確認: ポリシーに複数のアカウント ({ $named }) が現れます。サインイン先を「アカウント」で指定してください。
strip-account-rows = 未確認: 表のサインインが複数のアカウントにわたっています。サインイン先を「アカウント」で指定してください。
strip-nothing = このページのどこにでもポリシーを貼り付けるか、ファイルを開いてください。誰がどこからサインインでき、誰が締め出されるかをここに示します。
strip-held = { $names } を読み取れないため、最後に読み取れた内容で判定しています。その他は現在の内容です。
strip-unread = { $names } をまだ読み取れません。読み取れる部分だけで判定し、残りの部分しだいで変わる判定は不明としています。
strip-mistaken = { $names } には、AWS が拒否するとは限らないエラーがあります。有効になると、書かれたとおりには働きません。
strip-show = 表示
strip-show-of = ポリシーを表示: { $note }
strip-rest = ほか { $count } 件の結果
strip-in-full = 全文を表示
strip-less = 折りたたむ
strip-open-blanks = 未確定: 入力が必要な値が { $count } 個あります
strip-open-errors = 未確定: ポリシーにエラーがあります。修正するまでは何も証明済みとしません
strip-example = 例を表示
strip-example-of = 例を表示: { $claim }
strip-more = 誰がどこからサインインできるか
strip-left-out = ほか { $count } 行は表示していません。`vestibule map` ですべて表示できます。
strip-claims-left-out = ほか { $count } 件 (「誰がどこからサインインできるか」に表示)
strip-guarantees = 保証: { $all } 件中 { $holding } 件が成立
strip-findings = 検出結果 { $count } 件
strip-portal-left-out = 指定により、このアカウントでは IAM アイデンティティセンターを使用していないものとし、そのロールを結果から除いています。
strip-portal-used = 使用している
strip-portal-unused = このアカウントでは使用していない
strip-set-account = アカウントを指定
