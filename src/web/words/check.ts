const zh = {
  heading: '与人工标注的一致性',
  lead: (labels: number, engine: string, date: string) =>
    `最近一次完整检查（${date}，${engine}），这道题共 ${labels} 个人工标注的判定。`,
  engines: { heuristic: '规则', hybrid: '大模型' },
  source: { reckoned: '由规则算出', live: '实时调用', replayed: '用录制重放' },
  none: '还没有保存过检查结果。在服务所在的机器上运行下面的命令，它会拿评分结果和人工标注逐点比对，跑完后刷新本页：',
  outside: '最近一次检查没有包括这道题。',
  point: '得分点',
  labels: '标注数',
  exact: '判定相同',
  kappa: 'κ',
  qwk: 'QWK',
  falseAccepts: '误判得分',
  falseAcceptsHint: '人工标注为未达到、程序却判达到的比例',
  falseRejects: '误判失分',
  falseRejectsHint: '人工标注为达到、程序却判未达到的比例',
};

const en: typeof zh = {
  heading: 'Agreement with human labels',
  lead: (labels, engine, date) =>
    `From the last whole check (${date}, ${engine}): ${labels} verdicts labelled by people for this question.`,
  engines: { heuristic: 'rules', hybrid: 'language model' },
  source: { reckoned: 'reckoned by rules', live: 'asked live', replayed: 'replayed from recordings' },
  none: 'No check was kept yet. Run this where the service runs; it compares grades with human labels point by point. Then reload this page:',
  outside: 'The last check did not cover this question.',
  point: 'Point',
  labels: 'Labels',
  exact: 'Same verdict',
  kappa: 'κ',
  qwk: 'QWK',
  falseAccepts: 'False accepts',
  falseAcceptsHint: 'share of points labelled missed that the judge calls met',
  falseRejects: 'False rejects',
  falseRejectsHint: 'share of points labelled met that the judge calls missed',
};

/** What is said of the last check. */
export const checkWords = { zh, en };
