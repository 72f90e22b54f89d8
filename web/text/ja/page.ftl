# ページ全体

page-title = vestibule: AWS コンソールに誰がサインインでき、誰ができないのか
page-close = 閉じる
