# 結果の側に表示する内容

tabs-label = 結果
tabs-sign-ins = サインイン
tabs-map = マップ
tabs-guarantees = 保証
tabs-compare = 比較
tabs-recovery = 復旧
tabs-denials = 拒否
tabs-doors = 入口
