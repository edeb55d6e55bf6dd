### 界面文字（简体中文）。键与 en.ftl 完全相同，由测试核对。

## 数字
percent = { $number }%
percent-range = { $low }–{ $high }%

## 页面框架
skip-to-content = 跳到正文
motto = 倾听合唱，不辨独声
footer-privacy = 隐私
staff-menu = 员工页面
staff-menu-surveys = 问卷
staff-menu-organisation = 机构
sign-out = 退出登录

## 图表
chart-as-table = 以表格显示
chart-answer = 回答
chart-count = 回答数
chart-share = 占比
chart-interval = 95% 区间
chart-interval-of = 95% 区间：{ $range }

## 错误页面
error-400-title = 无法读取所发送的内容
error-400 = 收到的内容不完整，或其格式本页无法识别。没有保存任何内容。请返回并刷新页面，然后重试。
error-401-title = 请登录
error-401 = 此页面仅供已登录的员工使用。
error-403-title = 这不是从我们的页面发送的
error-403 = 为了保护您，我们只接受从本网站发送的表单。没有保存任何内容。请重新打开页面，再从那里发送。
error-404-title = 找不到页面
error-404 = 这个地址没有内容。如果是手动输入的，请逐字核对；如果是点击链接来的，链接可能已经失效。
error-405-title = 此页面不支持该操作
error-405 = 地址是对的，但它不接受所发送的内容。请重新打开页面，从那里开始。
error-408-title = 等待时间过长
error-408 = 连接太慢，我们已停止等待。没有保存任何内容。请返回再发送一次，您填写的内容应当还在。
error-413-title = 一次发送的内容过多
error-413 = 您发送的内容超过了本页的上限。没有保存任何内容。请返回并缩短最长的文字。
error-415-title = 无法识别此格式
error-415 = 本页只接受自身表单发送的内容。没有保存任何内容。
error-429-title = 请稍等片刻
error-429 = 短时间内来自您所在网络的尝试过多。请一分钟后再试。我们不会为此保存任何地址。
error-500-title = 我们这边出了问题
error-500 = 这是我们的错误，与您无关。请稍后再试。
error-503-title = 目前非常繁忙
error-503 = 内容没有丢失：请返回，一分钟后再发送一次。
error-home = 前往首页
