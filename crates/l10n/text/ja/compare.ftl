# 別のテキストと現在のテキストの違い

compare-title = 比較
compare-intro = 誰がアクセスできるようになり、誰ができなくなるかを確認できます。「変更前」とするテキストを選択してください。現在のテキストが「変更後」です。
compare-now = 現在のテキストから始める
compare-now-hint = 現在のテキストをバージョンとして保存し、これからの変更と比較します。
compare-with = 変更前
compare-choose = テキストを選択…
compare-version = バージョン「{ $name }」、{ $when }
compare-version-unnamed = { $when } のバージョン
compare-version-gone = 削除されたバージョン
compare-workspace = ワークスペース「{ $name }」
compare-of-file = ファイル「{ $name }」
compare-of-link = 共有リンク
compare-elsewhere = ファイルまたはリンク
compare-file = ケースファイルまたはポリシー
compare-link = 共有リンク
compare-link-take = リンクと比較
compare-refused = ケースファイル、ポリシー、共有リンクのいずれでもありません。別のものを選択してください。
compare-end = 比較を終了
compare-working = 比較しています…
compare-late = 比較に時間がかかっています。
compare-stopped = { $why ->
    [hand] 比較を停止しました。
    [slow] 比較に時間がかかりすぎたため、停止しました。
   *[other] 比較に失敗しました。
}
compare-undecided = ワークスペースが判定されていません。サインインの表の上にある「もう一度判定」を選択してください。
compare-retry = もう一度比較
compare-same-text = 両方のテキストは同じです。
compare-same = 何も変わりません。すべてのサインインの判定は以前と同じです。
compare-changes = サインインの判定が変わります。
compare-not-known = サインインの判定が変わるかどうかは不明です。
compare-before-errors = 変更前のテキストにはエラーが { $count } 件あり、その結果は暫定のものです。
compare-rows-none = { $total ->
    [0] 表にサインインがありません。
   *[other] 表の { $total } 件のサインインは変わりません。
}
compare-rows = 表の { $total } 件のうち { $changed } 件のサインインが変わります。
compare-rows-elsewhere = { $count } 件のサインインは拒否のままですが、拒否されるアクションが変わります。
compare-rows-title = 変わるサインイン
compare-column-name = サインイン
compare-column-before = 変更前
compare-column-after = 変更後
compare-rows-more = 他に { $count } 件あります。
compare-at = { $action } で
compare-was = 以前: { $outcome }
compare-all = すべてのサインイン
compare-lines-left-out = 他に { $count } 行あります。
compare-save-before = before.json をダウンロード
compare-texts = ポリシーの変更
compare-texts-same = すべてのポリシーは同じです。
compare-texts-others = { $count ->
    [0] その他の設定は同じです。
   *[other] その他の { $count } 件のポリシーは同じです。
}
compare-document-added = 追加
compare-document-removed = 削除
compare-document-changed = 変更
compare-target = 以前の対象は { $before } で、現在の対象は { $after } です。
compare-nowhere = 指定なし
compare-setting-account = アカウントの設定が異なります。
compare-setting-organization = 組織のツリーまたはアカウントが異なります。
compare-setting-identity = アイデンティティベースのポリシーがないとする設定が、一方だけにあります。
compare-setting-readings = 前提の解釈が異なります。
compare-line-before = 削除：
compare-line-after = 追加：
compare-gap = 他の行は同じです
compare-opened = 開いたときの状態
compare-gone-title = 変更前だけにあるサインイン
compare-gone = 変更前の表だけにあるサインインが { $count } 件あります。
compare-document-laid-out = レイアウトだけが異なります
compare-one-layout = 両方のテキストを同じレイアウトで示します。
