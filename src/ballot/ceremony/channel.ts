import { gcm } from '@noble/ciphers/aes.js';
import { fromHex, hex, utf8 } from '../bytes.ts';
import type { Group } from '../group/group.ts';
import { sha256Bytes } from '../hash.ts';
import { type RandomSource, randomScalar } from '../random.ts';
import { element, exactly, fields, parse, text } from '../read.ts';
import type { PersonalKeys } from './personal-keys.ts';
import {
  readSignedMessage,
  signedMessageToJson,
  signMessage,
  verifyText,
} from './signed-message.ts';

/**
 * Sends a message secretly and with the sender's name (§4.6.3): {recipient, message} signed, then
 * encrypted to the recipient's encryption key.
 */
export function send(
  group: Group,
  sender: Pick<PersonalKeys, 'signing'>,
  recipient: bigint,
  message: string,
  random: RandomSource,
): string {
  const channel = JSON.stringify({ recipient: String(recipient), message });
  const signed = signMessage(group, sender.signing, channel, random);
  return encrypt(group, recipient, JSON.stringify(signedMessageToJson(signed)), random);
}

/**
 * Opens a message of `sender` (verification key). Null when it is not for us, was not sent by them, or
 * is damaged: to the receiver these are the same, a bad message of that sender.
 */
export function receive(
  group: Group,
  own: Pick<PersonalKeys, 'decryption' | 'encryption'>,
  sender: bigint,
  encrypted: string,
): string | null {
  const plain = decrypt(group, own.decryption, encrypted);
  if (plain === null) return null;
  const signed = parse(plain, readSignedMessage);
  if (!signed.ok) return null;
  const { message, signature } = signed.value;
  if (!verifyText(group, sender, message, signature)) return null;
  const channel = parse(message, (node) => {
    const field = fields(node, 'recipient', 'message');
    return { recipient: element(field('recipient')), message: text(field('message')) };
  });
  if (!channel.ok || channel.value.recipient !== own.encryption) return null;
  return channel.value.message;
}

/** encrypted_msg (§4.6.1), with AES-GCM as all releases since 3.1 write it. */
function encrypt(group: Group, recipient: bigint, message: string, random: RandomSource): string {
  const r = randomScalar(random);
  const shared = group.powerOfG(randomScalar(random));
  const alpha = group.powerOfG(r);
  const beta = group.multiply(group.power(recipient, r), shared);
  const data = hex(gcm(keyOf(shared), nonceOf(alpha)).encrypt(utf8(message)));
  return JSON.stringify({
    algorithm: 'AES-GCM',
    alpha: String(alpha),
    beta: String(beta),
    data,
  });
}

function decrypt(group: Group, decryption: bigint, encrypted: string): string | null {
  const parsed = parse(encrypted, (node) => {
    const field = fields(node, 'algorithm', 'alpha', 'beta', 'data');
    exactly('AES-GCM', field('algorithm'));
    return {
      alpha: element(field('alpha')),
      beta: element(field('beta')),
      data: fromHex(text(field('data'))),
    };
  });
  if (!parsed.ok) return null;
  const { alpha, beta, data } = parsed.value;
  if (data === null || !group.isMember(alpha) || !group.isMember(beta)) return null;
  const shared = group.divide(beta, group.power(alpha, decryption));
  try {
    return new TextDecoder().decode(gcm(keyOf(shared), nonceOf(alpha)).decrypt(data));
  } catch {
    // The cipher throws when the tag does not fit.
    return null;
  }
}

/** SHA256("key|" + g^s): the symmetric key (§4.6.1, step 4). */
function keyOf(shared: bigint): Uint8Array {
  return sha256Bytes(`key|${shared}`);
}

/** SHA256("iv|" + g^r): the initialisation vector (§4.6.1, step 4). */
function nonceOf(alpha: bigint): Uint8Array {
  return sha256Bytes(`iv|${alpha}`);
}
