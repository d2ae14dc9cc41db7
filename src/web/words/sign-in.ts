const zh = {
  title: '请先登录',
  lead: '面试官用管理员发给你的密钥登录。候选人请打开收到的邀请链接。',
  key: '密钥',
  keyHint: '以 agk_ 开头的一长串字符',
  signIn: '登录',
  empty: '请填写密钥。',
  unknown: '密钥不对、已经过期，或者已被停用。请核对一下，或向管理员要一个新的。',
  machine: '这个密钥是给程序用的，不能在页面上登录。',
  invitation: '这个邀请链接已经过期或被撤回，或者不完整。请向发给你链接的人要一个新的。',
  signOut: '退出',
  stillIn: '没能退出，请再试一次。',
  role: { nobody: '', candidate: '候选人', interviewer: '面试官', admin: '管理员', metrics: '' },
};

const en: typeof zh = {
  title: 'Sign in first',
  lead: 'Interviewers sign in with the key that an administrator gave them. Candidates open the link of their invitation.',
  key: 'Key',
  keyHint: 'a long text that begins with agk_',
  signIn: 'Sign in',
  empty: 'Enter your key.',
  unknown: 'This key is wrong, has expired or was revoked. Check it, or ask an administrator for a new one.',
  machine: 'This key is for programs; nobody can sign in with it.',
  invitation:
    'This invitation has expired or was withdrawn, or the link is not complete. Ask whoever sent it for a new one.',
  signOut: 'Sign out',
  stillIn: 'You are still signed in; try again.',
  role: { nobody: '', candidate: 'candidate', interviewer: 'interviewer', admin: 'administrator', metrics: '' },
};

/** What is said around signing in. */
export const signInWords = { zh, en };
