# ページ全体

page-title = vestibule: AWS コンソールに誰がサインインでき、誰ができないのか
page-close = 閉じる
page-stopped = ページ自体の不具合で停止しました。再読み込みすると続けられます。このブラウザに保存された内容は元に戻ります。
