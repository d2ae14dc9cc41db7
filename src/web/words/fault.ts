const zh = {
  unreachable: '连不上服务。你写的内容都还在，服务恢复后会自动继续。',
  wait: (seconds: number) => `这会儿请求太多，请过 ${seconds} 秒再试。你写的内容都还在。`,
  busy: '服务正忙，请稍等一会儿再试。你写的内容都还在。',
  tooLarge: '内容太长，服务收不下。请删短一些再提交。',
  notThere: '要找的内容不存在，或者已经删除。',
  notAllowed: '没有权限看这里的内容，请先登录。',
  ours: '服务出了问题，不是你的原因。请稍后再试；一直不行的话，请告诉维护它的人。',
  refused: (detail: string) => `服务没有接受这次请求：${detail}`,
};

const en: typeof zh = {
  unreachable:
    'The service cannot be reached. Everything you wrote is still here; the page goes on by itself when it is back.',
  wait: (seconds) => `Too many requests just now; try again in ${seconds} seconds. Everything you wrote is still here.`,
  busy: 'The service is busy; try again in a moment. Everything you wrote is still here.',
  tooLarge: 'That is more than the service takes. Shorten it and try again.',
  notThere: 'What you are looking for is not there, or has been removed.',
  notAllowed: 'This is not open to you; sign in first.',
  ours: 'The service has failed; that is not your fault. Try again later, and tell whoever runs it if it stays so.',
  refused: (detail) => `The service refused the request: ${detail}`,
};

/** What is said when a request brought nothing. */
export const faultWords = { zh, en };
