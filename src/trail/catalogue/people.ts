import { defineEvents } from './definition.ts';

/** Events of congresses, persons, assignments and sign-in. */
export const peopleEvents = defineEvents({
  'installation-started': {
    who: '系统',
    sentence: '系统首次启动，生成管理员一次性链接。',
    when: 'The program starts on an empty database and prints the one-time operator link.',
  },
  'congress-created': {
    who: '系统管理员',
    sentence: '建立{name}。',
    when: 'An operator adds a congress to the tree.',
  },
  'term-created': {
    who: '工作人员',
    sentence: '建立第{number}届，自{starts_on}起。',
    when: 'A term of a congress is entered.',
  },
  'term-ended': {
    who: '工作人员',
    sentence:
      '第{number}届届满（{ends_on}）：{roles}名原代表的账号角色结束，{groups}个监督小组需要调整。',
    when: 'A former term is closed: its seats, and the roles of those who were not elected again, end.',
  },
  'committee-added': {
    who: '工作人员',
    sentence: '登记党委“{name}”。',
    when: 'A party committee is entered with the first person who acts for it.',
  },
  'person-added': {
    who: '工作人员',
    sentence: '登记人员{name}。',
    when: 'A person is entered by hand.',
  },
  'role-assigned': {
    who: '工作人员',
    sentence: '{name}担任{role}。',
    when: 'A person is given a role in a congress or a meeting.',
  },
  'role-ended': {
    who: '工作人员',
    sentence: '{name}不再担任{role}。',
    when: 'A role ends.',
  },
  'invitation-issued': {
    who: '工作人员',
    sentence: '向{name}发出登录邀请，有效至{expires_at}。',
    when: 'A one-time sign-in link or printed code is made for a person.',
  },
  'invitation-revoked': {
    who: '工作人员',
    sentence: '撤销{name}的登录邀请。',
    when: 'An unused invitation is taken back.',
  },
  'signed-in': {
    who: '本人',
    sentence: '{name}登录（{way}）。',
    when: 'Somebody signs in by an invitation or a password.',
  },
  'signed-out': {
    who: '本人',
    sentence: '{name}退出登录。',
    when: 'A sign-in is ended by its owner.',
  },
  'sign-in-revoked': {
    who: '本人或系统管理员',
    sentence: '{name}在“{device}”上的登录被撤销。',
    when: 'A sign-in on another device is ended.',
  },
  'password-set': {
    who: '本人',
    sentence: '{name}设置密码。',
    when: 'A member of staff sets or changes a password.',
  },
});
