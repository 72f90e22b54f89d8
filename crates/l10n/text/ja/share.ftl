# ケースの共有

share-title = このケースを共有
share-warning = リンクを知っている人は、ポリシー、アカウント ID、ARN、アドレスなど、リンクに含まれるすべての内容を読むことができます。アップロードはされず、リンク自体がケースの内容を含みます (ワークスペースの名前は含まれません)。
share-rename = アカウント、アドレス、ARN、VPC ID を別の名前に置き換える
share-proof = { $requests ->
    [0] 判定するサインインがありません。
   *[other] 判定は変わりません: { $requests } 件中 { $equal } 件
}
share-unsound = 次の文書は JSON として正しくないため、共有する前に内容を確認してください: { $documents }
share-kept = 置き換えると判定が変わるため、{ $count } 個の語をそのまま残しています
share-shaped = パターンが文字数を数えるため、置き換えた { $count } 個の語の長さ、大文字と小文字、数字の位置は元のままです
share-stays = { $count } 個のテキストは元のままです
share-stays-action = アクション
share-stays-key = 条件キー (タグの名前を除く)
share-stays-region = サインインでリクエストされたリージョン
share-stays-value = 日付、数値、真偽値、AWS が定めた値
share-stays-address = 文書用などの特別なアドレス
share-stays-member = ポリシーにないメンバー
share-stays-word = AWS が定めた語
share-renamed = { $count } 個の語を置き換えました
share-link = リンク
share-strangers = vestibule が認識しない次の項目は、リンクと名前を置き換えたファイルには含まれません: { $members }
share-size = { $count } 文字。
share-long = チャットやメールのプログラムによっては、2,000 文字を超えるリンクが途中で切れます。その場合はファイルのほうが確実です。
share-very-long = 多くのチャットやメールのプログラムでは、この長さのリンクは途中で切れます。ファイルを送ってください。
share-copy = リンクをコピー
share-copied = リンクをクリップボードにコピーしました。
share-refused = ブラウザがコピーを許可していません。リンクを選択したので、手動でコピーしてください。
share-download = ケースファイルをダウンロード
