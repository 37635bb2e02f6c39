import { defineEvents } from './definition.ts';

/** Events of scrutineers' devices, key ceremonies and the set-up of electronic rounds. No secret in them. */
export const keyEvents = defineEvents({
  'station-registered': {
    who: '监票人',
    sentence: '{name}登记自己的一台设备，有效至{expires_at}。',
    when: 'A scrutineer or the chief registers a device of their own.',
  },
  'station-revoked': {
    who: '监票人',
    sentence: '{name}撤销自己的一台设备。',
    when: 'A scrutineer or the chief revokes a device of their own.',
  },
  'ceremony-convened': {
    who: '工作人员',
    sentence: '召集监票人制作钥匙（{occasion}）：{names}，{threshold}人可以开箱，共{key_sets}组。',
    when: 'A key ceremony begins; the server has written its own halves to key files.',
  },
  'ceremony-cancelled': {
    who: '工作人员',
    sentence: '停止使用这次制作的钥匙，销毁{destroyed}组：{reason}。',
    when: 'A ceremony is cancelled, or its unused keys are given up.',
  },
  'ceremony-step-sent': {
    who: '监票人',
    sentence: '{name}的设备完成制作钥匙的“{step}”。',
    when: 'A holder’s device sends its part of one step, checked by the server.',
  },
  'ceremony-blamed': {
    who: '监票人',
    sentence: '{name}的设备核对发现{senders}发来的材料有误，本次制作作废。',
    when: 'A holder’s device finds another’s message bad; the ceremony is cancelled.',
  },
  'ceremony-completed': {
    who: '系统',
    sentence: '钥匙制作完成，共{key_sets}组，{threshold}人可以开箱。',
    when: 'The last share arrives and all parameters hold together.',
  },
  'keys-taken': {
    who: '工作人员',
    sentence: '“{title}”使用第{ordinal}组钥匙。',
    when: 'A round takes the next key set; its questions are frozen.',
  },
  'setup-confirmed': {
    who: '监票人',
    sentence: '{name}核对“{title}”的设置指纹“{fingerprint}”：相同。',
    when: 'A holder or the chief compares the fingerprint read aloud with their own device.',
  },
  'setup-rejected': {
    who: '监票人',
    sentence: '“{title}”的设置退回，第{ordinal}组钥匙作废销毁：{reason}。',
    when: 'A fingerprint differs, or the clerk takes the set-up back before it is sealed.',
  },
  'setup-sealed': {
    who: '系统',
    sentence: '“{title}”的设置封定，指纹“{fingerprint}”，票码{slips}份。',
    when: 'Everybody has confirmed: election, keys and slips go to the public board.',
  },
});
