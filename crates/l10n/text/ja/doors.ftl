# サインインする場所と、ネットワークで許可するドメイン

doors-title = サインインのアドレスとドメイン
doors-about = サインインする場所、現在のポリシーが拒否する入口、ファイアウォールやプロキシで許可するドメインを示します。
doors-none = ユーザーの種類を 1 つ以上選択してください。
doors-working = アドレスとドメインを集めています…
doors-kinds = ユーザーの種類
doors-control-plane = AWS サインインの管理者
doors-account = アカウント ID またはエイリアス
doors-regions = リージョン
doors-portal = アクセスポータルのディレクトリ ID またはエイリアス
doors-instance = IAM アイデンティティセンターのインスタンス
doors-stack = アクセスポータルへの接続
doors-stack-both = IPv4 とデュアルスタック
doors-stack-dual = デュアルスタック
doors-list = 現在の許可リスト
doors-list-about = 1 行に 1 つのドメイン、PAC ファイル、Squid の設定を読み取ります。実行はしません。
doors-addresses = 入口とアドレス
doors-domain = ドメイン
doors-files = ファイアウォール用
doors-file-list = ドメイン (1 行に 1 つ)
doors-file-hosts = ワイルドカードを使わないホスト
