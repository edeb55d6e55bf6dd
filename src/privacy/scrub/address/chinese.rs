//! Chinese addresses, from the largest to the smallest: a road and its number, or a housing estate and its building.

use std::sync::LazyLock;

use regex::Regex;

use super::super::scan::Scan;
use super::Ranges;

/// One of these must occur.
const SIGNS: [char; 13] = [
    '号', '號', '弄', '巷', '栋', '棟', '幢', '座', '室', '期', '单', '之', '區',
];

static CHINESE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:[\p{Han}]{1,8}(?:省|市|自治区|特别行政区))?(?:[\p{Han}]{1,7}(?:市|州|盟|地区))?(?:[\p{Han}]{1,6}(?:区|區|县|縣|旗))?(?:[\p{Han}]{1,8}(?:镇|乡|鄉|鎮|街道|村|新区|开发区))?",
        r"(?:[\p{Han}0-9]{1,14}(?:路|街|大道|巷|弄|胡同|里|大街|东路|西路|道)[东西南北中]?(?:[一二三四五六七八九十0-9]+段)?[甲乙丙]?[0-9一二三四五六七八九十百-]+(?:号|號|弄|巷|之[0-9一二三]+)(?:之[0-9一二三四五六七八九十]+|[甲乙丙丁])?|[\p{Han}0-9]{1,10}(?:小区|花园|花園|大厦|公寓|家园|苑|城|广场|大樓|新村|社区|宿舍|楼)[A-Za-z0-9一二三四五六七八九十]+(?:号楼|號樓|栋|棟|幢|座|期|区|单元))",
        r"(?:院|楼下)?(?:[ ,，]?(?:之?[0-9a-z一二三四五六七八九十-]{1,5}(?:号楼|號樓|号院|号|號|栋|棟|幢|座|单元|單元|室|层|層|楼|樓|户|房|门|梯|弄|之[0-9]+)|[\p{Han}]{2,8}(?:小区|花园|大厦|公寓|家园|苑|广场|中心|宿舍|大楼)|[\p{Han}]{1,8}[0-9]{1,3}(?:栋|棟|幢|座|号楼|期))){0,8}(?:[ -]?[0-9a-z]{2,5}(?:-[0-9]{2,4})?)?"
    ))
    .expect("a constant pattern")
});

/// What a person says before an address, so that what precedes the first place is none of it.
const BEFORE_CHINESE: [&str; 48] = [
    "我住在",
    "家住在",
    "家住",
    "住在",
    "住址是",
    "地址是",
    "地址",
    "送到了",
    "送到",
    "寄到了",
    "寄到",
    "送至",
    "寄往",
    "寄去",
    "搬到了",
    "搬到",
    "位于",
    "在",
    "到",
    "是",
    "我家",
    "收货",
    "就是",
    "从",
    "去",
    "往",
    "离",
    "改成",
    "改为",
    "放到",
    "放在",
    "公司",
    "门店",
    "店里",
    "店在",
    "写成",
    "写的",
    "我在",
    "我们",
    "你们",
    "店址",
    "单位",
    "新家",
    "老家",
    "给",
    "错送",
    "误送",
    "了",
];

pub(super) fn find(scan: &Scan<'_>, found: &mut Ranges) {
    let text = scan.text();
    if !scan.counts().wide || !text.contains(SIGNS) {
        return;
    }
    found.extend(CHINESE.find_iter(text).map(|hit| {
        let leads = BEFORE_CHINESE
            .iter()
            .filter_map(|lead| hit.as_str().find(lead).map(|at| at + lead.len()));
        let cut = leads.filter(|cut| hit.as_str()[*cut..].chars().count() > 3).max();
        hit.start() + cut.unwrap_or(0)..hit.end()
    }));
}
