# 一度だけ伝えること

notice-region = メッセージ
notice-away = 閉じる
notice-imported = 「{ $name }」を独立したワークスペースとして開きました。
notice-import-failed = 「{ $name }」はケースファイルとして読み取れません。何も変更していません。ケースファイルか共有リンクを選択してください。
notice-replaced = リソースベースのポリシーを置き換えました (アカウントに 1 つだけです)。
notice-example-left = 例の代わりに、追加したポリシーを開きました。例は「例」からまた開けます。
notice-text-replaced = ポリシーの中に別のポリシーは置けないため、貼り付けたポリシーでテキストを置き換えました。
notice-filled-in = { $documents ->
    [one] { $values } 個の値を入力しました。
   *[other] { $documents } 件のポリシーに { $values } 個の値を入力しました。
}
notice-filled-account = アカウントを { $account } に設定しました。
notice-filled-both = { $filled }{ $set }
notice-fixed = 修正を { $fixes } 件適用しました。{ $left ->
    [0] {""}
   *[other] 判定を変えてしまう { $left } 件は除きました。
}{ $appeared ->
    [0] {""}
   *[other] テキストの読み取れる部分が増えたため、問題が新たに { $appeared } 件表示されています。
}
notice-only-one = リソースベースのポリシーはアカウントに 1 つだけで、すでにあります。先にそのポリシーを削除するか、種類を変更してください。
notice-matrix = サインインを { $added } 件追加しました。{ $skipped ->
    [0] {""}
   *[other] { $skipped } 件はすでにありました。
}
notice-link-opened = リンクをワークスペース「{ $name }」として開きました。
notice-link-broken = 共有リンクを開けません: { $reason } 作業内容はそのままです。
notice-storage-broken = このブラウザに保存されていた内容を読み取れません。削除せずに別に保管しました。足りないものがあれば、最後にエクスポートしたファイルをインポートしてください。
notice-storage-denied = このブラウザはページのデータを保存しません。作業内容は、このタブを閉じるか再読み込みするまでしか残りません。ファイルにエクスポートしてください。
notice-storage-full = このブラウザの保存領域に空きがありません。空きができるまで、変更した内容はこのタブにしか残りません。ファイルにエクスポートしてください。
notice-gone = そのワークスペースはもうありません。表示中のワークスペースはそのままです。
notice-other-tab = 別のタブがこのワークスペースを変更しました。その内容はバージョンの一覧にあります。
notice-restored = バージョンを復元しました。
notice-no-worker = 判定プログラムを開始できません: { $reason } ページを再読み込みしてください。
