#!/usr/bin/env python3
"""Checks the strong proofs of an archive without a line of Piaojue's program: standard library only.

    python3 check-strong-proofs.py FILE.bel FILE.proofs.json

Everything else about an archive is checked by `belenios-tool election verify`, other people's program;
the strong proofs are ours, so this file is short enough to be read. It multiplies the ballots again,
and asks of every share and every ciphertext alpha of that product, with the key X of its owner:

    A = g^response * X^challenge,  B = alpha^response * factor^challenge   (mod p)
    challenge = SHA-256("decrypt-strong|" phi "|" X "|" alpha "," factor "|" A "," B)   (mod q)

It says nothing about whether ballots are well formed or signed. Exit code 0: all hold. 1: some do not.
"""

import base64
import hashlib
import json
import sys
import tarfile

# BELENIOS-2048 (specification, section 5; src/lib/v1/group.ml of Belenios).
P = int(
    '2069478569142254640101364365750500806492298929575110409710088478705737421924'
    '2717401922237254497684338129066633138078958404960054389636289796393038773905'
    '7228036059737494276713767776188985898727358650490811670993105358677809800307'
    '9049165406377717376419867852727347447634183560003569830519314428456170191100'
    '0786737307333564123971732897913240474578834468260652327974647951137672658693'
    '5821800463179220736688600526271863633860887968821207694323661494910029234443'
    '4637322214588410058642105024212036543356120132048111885240873107701415166620'
    '0162313177169372189248078507711827842317498073276598828825169183103125680162'
    '072880719'
)
Q = int('78571733251071885079927659812671450121821421258408794611510081919805623223441')
G = int(
    '2402352677501852209227687703532399932712287657378364916510075318787663274146'
    '3532193202856761552696787996946682987493890950838965734256019006010684771644'
    '9173547413728310461045868131451178164675540052740288984613986453266121505579'
    '7097162016168270312886432456663834863635782106154918419982534315189740658186'
    '8686511513585764101388822153960160432288436039309893336627728484065931384060'
    '1023167509576377798266510360682240663507669776402534625377308513317349519424'
    '8967754052573659049492477631475991575198775177711481490920456600205478127054'
    '7282381409725186398583341157005683536955534237814755824918960502966800377453'
    '08460627'
)


def read(path):
    """Records by hash, and the events in their order; every name must be the hash of its content."""
    records, events = {}, []
    with tarfile.open(path) as archive:
        for item in archive:
            if item.name == 'BELENIOS':
                continue
            digest, _, kind = item.name.partition('.')
            content = archive.extractfile(item).read()
            if hashlib.sha256(content).hexdigest() != digest:
                sys.exit('记录内容与名称不符：' + item.name)
            records[digest] = json.loads(content)
            if kind == 'event.json':
                events.append(records[digest])
    return records, events


def main(archive_path, proofs_path):
    records, events = read(archive_path)
    payloads = lambda kind: [records[e['payload']] for e in events if e['type'] == kind]
    [setup] = payloads('Setup')
    phi = base64.b64encode(bytes.fromhex(setup['election'])).decode().rstrip('=')
    keys = []
    for kind, item in records[setup['trustees']]:
        keys += [item] if kind == 'Single' else item['verification_keys']
    tally = None
    for ballot in payloads('Ballot'):
        alphas = [[int(c['alpha']) for c in answer['choices']] for answer in ballot['answers']]
        if tally is None:
            tally = alphas
        else:
            tally = [[a * b % P for a, b in zip(x, y)] for x, y in zip(tally, alphas)]
    with open(proofs_path, encoding='utf-8') as file:
        side = json.load(file)
    shares = payloads('PartialDecryption')
    good = bad = 0
    if [(s['owner'], s['payload']) for s in shares] != [(s['owner'], s['pd']) for s in side]:
        sys.exit('强证明文件与档案里的份额不是一一对应')
    for entry in side:
        x = int(keys[entry['owner'] - 1]['public_key'])
        factors = records[entry['pd']]['decryption_factors']
        for i, question in enumerate(tally):
            for j, alpha in enumerate(question):
                factor = int(factors[i][j])
                proof = entry['proofs'][i][j]
                challenge, response = int(proof['challenge']), int(proof['response'])
                a = pow(G, response, P) * pow(x, challenge, P) % P
                b = pow(alpha, response, P) * pow(factor, challenge, P) % P
                text = f'decrypt-strong|{phi}|{x}|{alpha},{factor}|{a},{b}'
                wanted = int(hashlib.sha256(text.encode()).hexdigest(), 16) % Q
                holds = challenge == wanted and pow(factor, Q, P) == 1
                good, bad = good + holds, bad + (not holds)
                if not holds:
                    print(f"第{entry['owner']}号密钥，第{i + 1}题第{j}项：强证明不成立", file=sys.stderr)
    print(f'份额{len(side)}份，强证明成立{good}个，不成立{bad}个')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:3]) if len(sys.argv) == 3 else __doc__)
