# 製品について

about-title = vestibule について
about-version = バージョン { $version }
about-what = vestibule は、コンソール認可を有効にする前に、AWS マネジメントコンソールに誰が、どこから、3 つのフェーズのどこまでサインインできるかを示します。サインインのリソースベースのポリシー、RCP、SCP、アイデンティティベースのポリシー、VPC エンドポイントポリシーを AWS のドキュメントに従って評価し、AWS が明らかにしていない点をすべて示します。
about-not-aws = AWS の製品ではなく、AWS への呼び出しも行いません。最終的な判定は AWS によるものです。

about-privacy = データの保存場所
about-privacy-page = ポリシー、アカウント、サインインは、お使いのマシン上のこのページで判定されます。データはどこにも送信されません。ブラウザには、このページ自身のファイル以外への接続を許可しないよう指示しています。
about-privacy-store = 作業内容は、ブラウザまたはこのページで削除するまで、このブラウザのローカルストレージに保存されます。同じブラウザプロファイルを使う人は内容を読むことができます。
about-privacy-link = 共有リンクは、ケース全体を `#` の後に含みます。ブラウザがこの部分をサーバーに送信することはありません。リンクを持つ人はケースを見ることができるため、共有する前に機密の値を別名に置き換えてください。
about-privacy-offline = 最初のアクセスの後はページのファイルがブラウザに保存され、ネットワークがなくても利用できます。

about-assumptions = AWS についての前提
about-assumptions-intro = AWS のドキュメントに記載のない点です。判定ごとに、根拠とした前提が示されます。別の解釈がある前提は、「理由」の末尾にある「前提にした点」で切り替えられます。
about-other-reading = 別の解釈：
about-sources = 出典：

about-licences = ライセンス
about-licence-own = vestibule は、MIT ライセンスまたは Apache License 2.0 のどちらかを選んで利用できる自由ソフトウェアです。次のパッケージを含みます。
about-licence-texts = すべてのライセンスの全文
