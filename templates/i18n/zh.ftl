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

## 表单
form-languages = 语言
form-errors-prefix = 错误：
form-errors-title = 请再检查以下几处
form-send = 提交我的回答
form-anonymous-hint = 不用账号，不用 Cookie，不留姓名。如果您写的内容可能暴露身份，我们会先给您看，再将其删去。
form-optional = （选填）
form-choose = 请选择
form-text-hint = 请不要写姓名和联系方式；我们发现的会删去。
form-between = 从 { $low } 到 { $high }。
form-band-hint = 只保留您的回答所在的区间。
form-date-hint = 年、月、日。
form-other = 其他
form-other-text = 如选“其他”，请说明
form-none = 以上都不是
form-yes = 是
form-no = 否
form-ranking-hint = 请给每一行排名次：1 为第一。
form-segment = 用于比较群组：您在这里的回答可能用来展示与您情况相近的人如何作答，且只以群组形式展示。
form-why = 为什么问这个
form-expired = 这张表单打开得太久，或之后有改动，所以还没有提交任何内容。您的回答都还在：请检查一遍，再提交一次。
form-busy = 目前非常繁忙，未能保存您的回答。内容没有丢失：您填写的都还在这里。请过几秒再提交一次。
form-too-long = 您有一段文字太长，无法保存。请缩短后再提交。

## 填写有误时
problem-required = 请回答这个问题。
problem-not-offered = 这个回答不在所给选项中。
problem-too-long = 请不要超过 { $most } 个字符。
problem-too-few = { $least ->
   *[other] 请至少选择 { $least } 项。
 }
problem-too-many = { $most ->
   *[other] 请最多选择 { $most } 项。
 }
problem-none-with-others = “以上都不是”不能与其他回答同时选择。
problem-other-not-chosen = 您在“其他”中写了内容，却选了另一个回答。请只保留其中一个。
problem-not-a-number = 请填写数字，例如 12 或 12.5。
problem-out-of-range = 请填写 { $low } 到 { $high } 之间的值。
problem-not-a-date = 没有这一天。请按“年-月-日”填写，例如 2026-11-21。
problem-places-unclear = 请给每一行不同的名次，或者全部留空。
problem-repeated = 这个回答重复提交了。
problem-unknown = 问卷中没有这个问题。
problem-forbidden-characters = 这段文字含有看不见的控制字符。请重新输入。

## 您的回答会怎样处理
panel-title = 您的回答会怎样处理
panel-purpose = 用途：
panel-benefit = 对您的好处：
panel-anonymous = 您是匿名的。我们不问您是谁，也不保存您的地址、设备或作答时间。
panel-group = 结果只按至少 { $k } 人的群组展示。任何人，包括我们自己，都看不到某一个人的回答。
panel-segments = 标有“用于比较群组”的回答，用来展示较大群组之间的差异。
panel-kept = 您的回答会加密保存，逐题分开、互不关联，直到下次公布。届时计入统计，然后删除。
panel-texts = 您写的文字会以随机顺序、不附带您的其他回答，供我们的员工阅读，并在公布 { $days ->
   *[other] { $days } 天
 }后删除。
panel-receipt = 提交后，您可以留存一个回执码。凭它可以查看、修改或撤回尚未公布的回答。
panel-network = 这些做法无法隐藏的：您的网络运营商能看到您访问过本网站；您在字里行间透露的个人情况，也会原样保留。
panel-responsible = 负责方（数据控制者）：{ $who }。
panel-more = 完整的隐私声明

## 提交前核对
review-title = 提交之前：以下内容将被删去
review-lead = 您的文字中含有可能暴露您或他人身份的信息。划线部分将被删去，绝不会保存。
review-removed = 将被删去：
review-nothing-sent = 目前还没有提交任何内容。
review-send = 删去这些信息并提交
review-edit = 返回修改
removed-email = 电子邮箱
removed-phone = 电话号码
removed-card = 银行卡
removed-iban = 银行账户
removed-ip = 网络地址
removed-link = 链接
removed-handle = 账号名

## 致谢
thanks-title = 谢谢您
thanks-default = 您的回答已保存。
thanks-receipt = 留存回执
thanks-receipt-what = 在下次公布之前，凭这个码，也只有凭这个码，才能查看、修改或撤回您的回答。我们不保存它：如果您弄丢了，谁也找不回来。
thanks-receipt-keep = 请抄下来，或打印本页。没有留存回执的人，谁也无法强迫其出示。
thanks-receipt-use = 使用回执
sent-before-title = 这张表单已经提交过
sent-before = 此前已经从这个页面提交过回答，不能再用不同的回答替换。这一次没有保存任何内容。
sent-before-fresh = 如果有别人想用这台设备作答，请打开一张新表单。
sent-before-open = 打开新表单
not-yet-title = 尚未开放
not-yet = 本问卷将于{ $day }开放。
closed-title = 本问卷已关闭
closed = 目前不接受回答。感谢您愿意帮忙。

## 回执
receipt-title = 您的回执
receipt-lead = 请输入您留存的回执码。别人无法打开，我们也无法替您查找。
receipt-code = 回执码
receipt-code-hint = 共 26 个字母和数字；有无连字符、大写或小写都可以。
receipt-open = 查看我的回答
receipt-wrong = 用这个回执码在这里找不到任何内容。请逐字核对。其他问卷的回执码，或已经结束的收集周期的回执码，也打不开任何内容。
receipt-explained = 尚未公布的回答可以修改或撤回。公布之后就不再有任何属于个人的记录：您的回答已成为表格中的数字，谁也无法再找出来。
receipt-waits = 等待下次公布。
receipt-left-out = 您没有回答这一题。
receipt-published = 已公布，未附带您的其他回答。您可以撤回，它会在下次公布时消失。
receipt-taken-back = 已撤回，会在下次公布时消失。
receipt-gone = 已计入统计或已撤回：不再有任何属于个人的记录。
receipt-change = 修改
receipt-withdraw = 撤回
receipt-withdraw-all = 撤回所有可以撤回的内容
receipt-saved = 您的新回答将等待下次公布。
receipt-withdrawn = 好了，已经撤回。
receipt-too-late = 来不及了：这个回答已计入统计，不再有属于个人的记录可以修改。
receipt-segment-too-late = 用于比较群组的回答，只有在您的所有回答都还没有计入统计时才能修改。
receipt-change-title = 修改您的回答
receipt-save = 保存
receipt-back = 返回，不保存

## 机构主页
home-title = 说说您的想法
home-lead = 从设计上就是匿名的：不用账号，不用 Cookie，不留姓名。我们倾听合唱，不辨独声。
home-none = 目前没有开放的问卷。
home-privacy = 您的回答会怎样处理：隐私声明

## 隐私声明
privacy-title = 隐私声明
privacy-lead = 本声明根据程序的实际运作生成：它的设置、已发布的问卷，以及数据库中的各列。
privacy-promise-title = 简要说明
privacy-scrubbed = 在保存任何内容之前，您文字中的电子邮箱、电话号码、银行卡号和银行账号、链接以及账号名都会被删去，而且您能看到哪些内容将被删去。
privacy-guarantee = 无论任何人现在或将来从我们的结果中读到什么，即使有其他答题者协助，对于任何没有标明“用于比较群组”的问题，您的回答都仍有可能是另一个。
privacy-responsible-title = 由谁负责
privacy-nobody = 尚未指定负责方，因此这里还不能发布任何内容。
privacy-responsible = 负责方（数据控制者）
privacy-contact = 个人信息事宜的联系方式
privacy-officer = 数据保护官
privacy-ground = 法律依据
privacy-authority = 您可以投诉的数据保护监管机构
legal-consent = 您的同意（《通用数据保护条例》（GDPR）第 6 条第 1 款 (a) 项）：是否作答完全自愿
legal-public-task = 履行公共利益方面的职责（《通用数据保护条例》（GDPR）第 6 条第 1 款 (e) 项）
legal-legitimate-interest = 我们了解人们想法的正当利益（《通用数据保护条例》（GDPR）第 6 条第 1 款 (f) 项）
privacy-data-title = 保存什么、为什么保存、保存多久
privacy-data-lead = 全部都在这里。没有任何一列用于记录姓名、地址、设备或作答时间。
privacy-data-what = 内容
privacy-data-why = 用途
privacy-data-kept = 保存多久
privacy-others = 并非来自答题者的数据
data-waiting-answers = 等待公布的回答
data-waiting-answers-why = 供下次公布时统计。每个回答单独成为一条记录，用存放在数据库之外的密钥加密；同一个人的各条记录互不关联。
data-waiting-answers-kept = 直到可以展示它们的下一次公布，最迟到收集周期结束；随后删除，并销毁其密钥。
data-sent-marks = 表单已提交的标记
data-sent-marks-why = 让重复提交的同一张表单只计一次。没有您的回执码，谁也无法知道它是谁的。
data-sent-marks-kept = 直到收集周期结束。
data-cells = 加密的计数
data-cells-why = 用于在收集周期结束时比较群组。
data-cells-kept = 直到收集周期结束；随后删除，并销毁其密钥。
data-releases = 已公布的表格
data-releases-why = 这些就是结果。其中只有群组的计数，没有关于任何个人的内容。
data-releases-kept = 不限期。
data-comments = 评论
data-comments-why = 用于阅读人们写下的内容：不含身份信息，随机排列，绝不与其他回答并列。
data-comments-kept = 保存各问卷承诺的天数，或直到作者撤回。
data-removals = 删去的身份信息的数量
data-removals-why = 用于确认删去功能有效。只按种类计数，绝不保存被删去的内容。
data-removals-kept = 与问卷同期保存。
data-surveys = 问卷及其各个版本
data-surveys-why = 用于展示问卷，并防止任何人事后更改承诺。
data-surveys-kept = 不限期。
data-organisation = 机构信息
data-organisation-why = 让您知道由谁负责。
data-organisation-kept = 直到被新的信息取代。
data-staff = 员工的账号和登录会话
data-staff-why = 确保只有员工能查看结果。
data-staff-kept = 账号保存到被移除为止；登录会话最多 12 小时。
data-technical = 技术标记
data-technical-why = 确保每件事只做一次，同一时间只由一台服务器来做。
data-technical-kept = 需要多久就保存多久。
privacy-sees-title = 谁能看到
privacy-sees = 我们的员工只能看到已公布的表格和评论，别的都看不到；没有任何页面显示某个人的回答。我们不使用任何第三方服务：没有访问分析，没有外部字体，没有外部脚本。如果由托管公司代为运行服务器，它存放的是加密的数据库。
privacy-surveys-title = 各问卷的承诺
privacy-rights-title = 您的权利
privacy-rights = 您可以作答，也可以不作答，不会因此受到任何不利影响。凭回执码，您可以查看、更正和撤回尚未公布的回答，也可以随时撤回评论。没有回执码，我们找不到您的回答，别人也找不到；这正是我们的用意。您可以随时写信给我们，也可以向数据保护监管机构投诉。
