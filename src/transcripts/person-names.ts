const surnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝',
);
const doubleSurnames = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '司徒',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '夏侯',
  '端木',
  '南宫',
  '宇文',
  '长孙',
  '轩辕',
];

/** Words of two or three characters that begin like a surname and are none. */
const notNames = new Set(
  [
    '周一 周二 周三 周四 周五 周六 周日 周末 方案 方法 方式 方面 时间 时长 时候 文本 文字 文件 文档 高级 高管 金牌 安排 安抚 安全',
    '温州 常州 江苏 江西 安徽 安阳 成都 成果 成绩 成功 武汉 海南 云南 河南 湖南 广州 兰州 宁波 万一 明天 明确 全部 全程 单号 单位 商品 商家 应聘',
    '和解 向上 路径 项目 关键 关注 解决 解释 解答 简历 简单 简介 支持 任务 任职 管理 车辆 连接 查询 查单 师傅 师父 边界 应对 应答 时效 段落',
    '常见 常规 金额 华东 华南 华北 华中 马上 易错 石家庄 成本 毕竟 景别 明细 白天 连线 全员 左右 关于 关系 向客户 华为 尚未 万元 于是 包括 包装',
    '高情商 高压 高峰 何时 何地 安慰 温馨 常用 应急 荣誉 计划 游客 宗旨 党员 师资 史料 程序 程度 范围 范例 严重 单纯 沙盘 冷静 冷处理 甘特图',
  ].flatMap((line) => line.split(' ')),
);

/** Is it the name of a person, such as `李雷`, `欧阳娜娜`, `王经理`, `小陈` or `Emily Chen`? Words are not names. */
export function isPersonName(text: string): boolean {
  const name = text.trim();
  if (/^[A-Z][a-z]{1,14}(?:[ .·-]{1,2}[A-Z][a-zA-Z]{0,14}){0,2}$/.test(name))
    return !latinWords.has(name.split(' ')[0] ?? '');
  if (!/^[\u4e00-\u9fff·]{2,5}$/.test(name) || notNames.has(name)) return false;
  const titled = /^(.{1,2})(?:经理|主管|总监|老师|总|女士|先生|小姐|同学|哥|姐|工|主任|店长|组长)$/.exec(name)?.[1];
  if (titled !== undefined) return isSurname(titled) || /^[小老阿]/.test(titled);
  if (/^[小老阿]/.test(name)) return name.length === 2 && surnames.has(name[1] ?? '');
  if (doubleSurnames.includes(name.slice(0, 2))) return name.length >= 3 && name.length <= 4;
  return surnames.has(name[0] ?? '') && name.length <= 3;
}

function isSurname(text: string): boolean {
  return text.length === 1 ? surnames.has(text) : doubleSurnames.includes(text);
}

const latinWords = new Set(
  [
    'Interview Interviewer Transcript Candidate Round Final Phone Video Meeting Recording Notes Note Position Date Time Role',
    'Step First Second Third Finally Then Next Also Customer Agent Service Support Question Answer Summary Result Action Task',
    'Situation Background Example Company Department Email Speaker Unknown The This And But For With Chat Export Sheet Zoom Teams',
  ].flatMap((line) => line.split(' ')),
);

/** The one person that the name of a file tells of, as in `面试记录-李雷-20260301.docx`; undefined where there is none or are several. */
export function personInFileName(file: string): string | undefined {
  const people = peopleInFileName(file);
  return people.length === 1 ? people[0] : undefined;
}

/** Everybody whom the name of a file tells of, as in `群面（周凯、林悦）.txt`. */
export function peopleInFileName(file: string): readonly string[] {
  const base = file
    .replace(/^.*[\\/]/, '')
    .replace(/\.[a-z0-9]{1,6}$/i, '')
    .replace(
      /面试|笔试|初试|复试|终试|[初复终一二三]面|记录|录音|转写|纪要|简历|问答|整理|文字版|逐字稿|候选人|应聘者/g,
      '-',
    );
  const chinese = base
    .split(/[\s\-_—–·.,，、()（）[\]【】+&0-9]+/)
    .filter((part) => /^[\u4e00-\u9fff]{2,4}$/.test(part) && isPersonName(part));
  if (chinese.length > 0) return chinese;
  const latin = base.split(/[^A-Za-z]+/).filter((part) => /^[A-Z][a-z]+$/.test(part) && !latinWords.has(part));
  return latin.length === 2 ? [latin.join(' ')] : [];
}
