"""Rows of tests/marks/run: name, runs (a text, or objects as input=runs takes them), what must hold. `horizontal` and `vertical` hold for one
direction; None there: not in that direction."""


def dots(text, **more): return dict(text=text, emphasis='dot', **more)
def name(text, **more): return dict(text=text, mark='proper-name', **more)
def book(text, **more): return dict(text=text, mark='book-title', **more)
def ruby(text, reading, **more): return dict(text=text, ruby=reading, **more)
def sup(text): return dict(text=text, script='super')
def sub(text): return dict(text=text, script='sub')


ROWS = [
    # ---- 着重号: CLREQ interlinear punctuation; GB/T 15834-2011 5.1.8, 5.2.5; JLREQ 3.3.9
    ('dots: each Han, no mark', [dots('春耕，秋收忙'), '不停'],
     dict(horizontal=dict(dots=('under', '春耕秋收忙')), vertical=dict(dots=('over', '春耕秋收忙')), text=['春耕，秋收忙不停'])),
    ('dots: Japanese, over the line', [dots('春夏の秋', lang='ja'), 'です'],
     dict(lang='ja', dots=('over', '春夏の秋'))),
    ('dots: Traditional as Simplified', [dots('春耕，秋收')],
     dict(lang='zh-Hant', horizontal=dict(dots=('under', '春耕秋收')), vertical=dict(dots=('over', '春耕秋收')))),
    ('dots: over a line break', ['天地玄黄宇', dots('宙洪荒日月'), '盈'], dict(measure=8, horizontal=dict(dots=('under', '宙洪荒日月')))),
    ('dots: position said', [dots('春耕')], dict(options=['emphasis-position=over'], dots=('over', '春耕'))),
    ('dots: position said, the other', [dots('春耕')], dict(options=['emphasis-position=under'], dots=('under', '春耕'))),
    ('dots: none on letters and figures', [dots('春2026年AB耕')], dict(horizontal=dict(dots=('under', '春年耕')))),

    # ---- 专名号, 书名号: CLREQ interlinear punctuation; below, in vertical lines left
    ('names: two neighbours, two rules', [name('李白'), name('杜甫'), '齐名'], dict(rules=('under', [(0, 0, 2), (0, 2, 4)]))),
    ('names: over a line break, a piece a line', ['天地玄黄', name('宇宙洪荒日'), '月盈昃'],
     dict(measure=6, rules=('under', [(0, 4, 6), (1, 0, 3)]))),
    ('names: not in the indent', [name('天地玄黄'), '宇宙洪荒'], dict(measure=5, options=['indent-em=2'], rules=('under', [(0, 2, 5), (1, 0, 1)]))),
    ('names: not in the gap to figures', ['第', name('李白'), '2026年'], dict(rules=('under', [(0, 1, 3)]))),
    ('names: brackets by their half', ['读', book('《史记》'), '时'], dict(rules=('under', [(0, 1.5, 4.5)]))),
    ('names: opening bracket at the line start', [book('《史记》'), '时'], dict(rules=('under', [(0, 0, 3)]))),
    ('names: a wave', ['读', book('史记'), '时'], dict(rules=('under', [(0, 1, 3)]))),
    ('names: one rule under a reading', ['读', name('李白', ruby='lǐ bái'), '时'], dict(rules=('under', [(0, 1, 3)]))),
    ('names: with dots, apart', [name('李白', emphasis='dot')], dict(horizontal=dict(rules=('under', [(0, 0, 2)])))),

    # ---- readings: JLREQ 3.3; CLREQ positioning of romanization
    ('ruby: pinyin, centred', ['江', ruby('葛', 'gé'), '山'], dict(at={'江': 0, '葛': 1, '山': 2}, ruby={'gé': ('葛', '葛', 'over')}, text=['江葛山', 'gé'])),
    ('ruby: kana, one character', ['江', ruby('東', 'ひが'), '山'], dict(lang='ja', at={'東': 1, '山': 2}, ruby={'ひが': ('東', '東', 'over')})),
    ('ruby: under', ['江', ruby('葛', 'gé'), '山'], dict(options=['ruby-position=under'], ruby={'gé': ('葛', '葛', 'under')})),
    ('ruby: dealt out at blanks', [ruby('中国', 'hé hé'), '人'], dict(ruby={'hé': ('中', '中', 'over')}, at={'中': 0, '国': 1})),
    ('ruby: dealt out at bars', [ruby('東京', 'とう|きょう'), 'へ'],
     dict(lang='ja', ruby={'とう': ('東', '東', 'over'), 'きょう': ('京', '京', 'over')}, at={'東': 0, '京': 1.25}, text=['東京へ', 'とう', 'きょう'])),
    ('ruby: as many parts as characters, or one reading', [ruby('今日', 'きょう'), 'は'], dict(lang='ja', ruby={'きょう': ('今', '日', 'over')}, at={'今': 0, '日': 1})),
    ('ruby: group spread 1:2:1', [ruby('東京都', 'とき'), 'は'],
     dict(lang='ja', at={'東': 0, 'は': 3}, ruby={'とき': ('東', '都', 'over')}, horizontal=dict(start={'と': (0, 0.5), 'き': (0, 2)}))),
    ('ruby: spread off, centred', [ruby('東京都', 'とき'), 'は'],
     dict(lang='ja', options=['ruby-align=center'], horizontal=dict(start={'と': (0, 1), 'き': (0, 1.5)}))),
    ('ruby: start', [ruby('東京都', 'とき'), 'は'],
     dict(lang='ja', options=['ruby-align=start'], horizontal=dict(start={'と': (0, 0), 'き': (0, 0.5)}))),
    ('ruby: hangs over kana by half of its em', ['かの', ruby('志', 'こころざ'), 'をも'],
     dict(lang='ja', at={'の': 1, '志': 2.25, 'を': 3.5}, ruby={'こころざ': ('志', '志', 'over')})),
    ('ruby: three letters over kana move nothing', ['の', ruby('志', 'ここざ'), 'を'], dict(lang='ja', at={'志': 1, 'を': 2})),
    ('ruby: never over Han', ['山', ruby('志', 'ここざ'), '川'], dict(lang='ja', at={'志': 1.25, '川': 2.5})),
    ('ruby: over Han where told to', ['山', ruby('志', 'ここざ'), '川'], dict(lang='ja', options=['ruby-overhang=any'], at={'志': 1, '川': 2})),
    ('ruby: over nothing where told to', ['の', ruby('志', 'ここざ'), 'を'], dict(lang='ja', options=['ruby-overhang=none'], at={'志': 1.25, 'を': 2.5})),
    ('ruby: kana on one side only', ['山', ruby('志', 'ここざ'), 'を'], dict(lang='ja', at={'志': 1.25, 'を': 2.25}, ruby={'ここざ': ('志', '志', 'over')})),
    ('ruby: a group longer than its base, 1:2:1', ['山', ruby('上下', 'いろはにほへ'), '川'],
     dict(lang='ja', at={'上': 1.25, '下': 2.75, '川': 4}, ruby={'いろはにほへ': ('上', '下', 'over')})),
    ('ruby: at a line start and end it stays in the measure', ['かきくけの', ruby('志', 'こころざし'), 'をもちてゆくひと'],
     dict(lang='ja', measure=7, within=dict(readings=['こころざし'], measure=7))),
    ('ruby: at the very start', [ruby('志', 'ここざ'), 'を'], dict(lang='ja', at={'志': 0.25, 'を': 1.25})),
    ('ruby: line start inside the paragraph', ['かきくけこさし', ruby('志', 'ここざ'), 'をもつ'],
     dict(lang='ja', measure=7, start={'志': (1, 0.25)}, within=dict(readings=['ここざ'], measure=7))),
    ('ruby: neighbouring pinyin keeps apart', ['有', ruby('双庄', 'shuāng zhuāng'), '也'],
     dict(within=dict(readings=['shuāng', 'zhuāng'], measure=20, apart=0.12), ruby={'shuāng': ('双', '双', 'over'), 'zhuāng': ('庄', '庄', 'over')})),
    ('ruby: a group is not divided', ['あいうえお', ruby('上下', 'うえした'), 'か'], dict(lang='ja', measure=6, options=['align=start'], lines=['あいうえお', '上下か'])),
    ('ruby: one reading each, divided', ['あいうえお', ruby('上下', 'うえ|した'), 'か'],
     dict(lang='ja', measure=6, lines=['あいうえお上', '下か'], ruby={'うえ': ('上', '上', 'over'), 'した': ('下', '下', 'over')})),
    ('ruby: a group longer than the line is divided with its reading', [ruby('天地玄黄宇宙', 'あいうえおか')],
     dict(lang='ja', measure=4, lines=['天地玄黄', '宇宙'], ruby={'あいうえ': ('天', '黄', 'over'), 'おか': ('宇', '宙', 'over')})),
    ('ruby: over letters', ['用', ruby('NBA', 'えぬびいえい'), 'は'], dict(lang='ja', ruby={'えぬびいえい': ('N', 'A', 'over')})),
    ('ruby: line pitch is the same', ['天地玄黄宇宙', ruby('洪', 'hé'), '荒日月盈昃辰宿列张'], dict(measure=6, start={'洪': (1, 0), '张': (2, 3)})),

    # ---- Bopomofo: CLREQ positioning of zhuyin, of tones in zhuyin
    ('zhuyin: one Han', ['大', ruby('葛', 'ㄍㄜˊ'), '山'],
     dict(lang='zh-Hant', zhuyin={'ㄍㄜˊ': '葛'}, horizontal=dict(at={'葛': 1, '山': 2.5}), vertical=dict(at={'葛': 1, '山': 2}), text=['大葛山', 'ㄍㄜˊ'])),
    ('zhuyin: three letters', ['大', ruby('國', 'ㄍㄨㄛˊ'), '山'], dict(lang='zh-Hant', zhuyin={'ㄍㄨㄛˊ': '國'})),
    ('zhuyin: one letter, third tone', ['大', ruby('語', 'ㄩˇ'), '山'], dict(lang='zh-Hant', zhuyin={'ㄩˇ': '語'})),
    ('zhuyin: first tone has no mark', ['大', ruby('音', 'ㄧㄣ'), '山'], dict(lang='zh-Hant', zhuyin={'ㄧㄣ': '音'})),
    ('zhuyin: light tone above', ['好', ruby('嗎', '˙ㄇㄚ'), '山'], dict(lang='zh-Hant', zhuyin={'˙ㄇㄚ': '嗎'}, text=['˙ㄇㄚ'])),
    ('zhuyin: dealt out', [ruby('國語', 'ㄍㄨㄛˊ ㄩˇ')], dict(lang='zh-Hant', zhuyin={'ㄍㄨㄛˊ': '國', 'ㄩˇ': '語'}, horizontal=dict(at={'國': 0, '語': 1.5}))),
    ('zhuyin: above where told to', ['大', ruby('葛', 'ㄍㄜ'), '山'], dict(lang='zh-Hant', options=['ruby-position=over'], ruby={'ㄍㄜ': ('葛', '葛', 'over')}, at={'山': 2})),

    # ---- punctuation styles: CLREQ punctuation adjustment space; 全角, 开明, 半角, none
    ('style full', ['天。地，玄“黄”宇；宙：洪'], dict(at={'地': 2, '玄': 4, '黄': 6, '宇': 8, '宙': 10, '洪': 12})),
    ('style full: marks side by side', ['天。”地》，玄（《黄'], dict(at={'地': 2.5, '玄': 5, '黄': 7.5})),
    ('style kaiming', ['天。地，玄“黄”宇'], dict(options=['punct-style=kaiming'], at={'地': 2, '玄': 3.5, '黄': 5, '宇': 6.5})),
    ('style kaiming: ？ ！', ['天？地！玄'], dict(options=['punct-style=kaiming'], at={'地': 2, '玄': 4})),
    ('style kaiming: ； ：', ['天；地：玄'],
     dict(options=['punct-style=kaiming'], horizontal=dict(at={'地': 1.5, '玄': 3}), vertical=dict(at={'地': 2, '玄': 4}))),
    ('style kaiming: the stop before a closing mark', ['天。”地，”玄'], dict(options=['punct-style=kaiming'], at={'地': 2.5, '玄': 4.5})),
    ('style half', ['天。地，玄“黄”宇'], dict(options=['punct-style=half'], at={'地': 1.5, '玄': 3, '黄': 4.5, '宇': 6})),
    ('style half: ？ ！ keep their em in vertical lines', ['天？地！玄'],
     dict(options=['punct-style=half'], horizontal=dict(at={'地': 1.5, '玄': 3}), vertical=dict(at={'地': 2, '玄': 4}))),
    ('style none', ['天。”地》，玄（《黄'], dict(options=['punct-style=none'], at={'地': 3, '玄': 6, '黄': 9})),
    ('style: a pair in one em', ['天。”地》，玄'], dict(options=['punct-adjacent-total-em=1'], at={'地': 2, '玄': 4})),
    ('style: dash and ellipsis keep two em', ['天——地……玄'], dict(options=['punct-style=half'], at={'地': 3, '玄': 6})),
    # ---- stacked: GB/T 15834-2011 5.1.2
    ('stacked: CLREQ', ['天！！地'], dict(horizontal=dict(at={'地': 2.5}), vertical=dict(at={'地': 3}))),
    ('stacked: GB, two in one em', ['天！！地？！玄'], dict(options=['stacked-exclamation=gb-5.1.2'], at={'地': 2, '玄': 4}, text=['天！！地？！玄'])),
    ('stacked: GB, three in two', ['天！！！地'], dict(options=['stacked-exclamation=gb-5.1.2'], horizontal=dict(at={'地': 3}), vertical=dict(at={'地': 3}))),
    # ---- hanging: CLREQ hanging punctuation
    ('hanging: the mark begins at the measure', ['天地玄黄宇宙洪荒，日月盈昃'], dict(measure=8, options=['hanging=allow-end'], start={'荒': (0, 7), '，': (0, 8), '日': (1, 0)})),
    ('hanging: off by default', ['天地玄黄宇宙洪荒，日月盈昃'], dict(measure=8, start={'荒': (1, 0)})),
    ('hanging: Traditional in vertical lines only', ['天地玄黃宇宙洪荒，日月盈昃'],
     dict(lang='zh-Hant', measure=8, options=['hanging=allow-end'], horizontal=dict(start={'荒': (1, 0)}), vertical=dict(start={'，': (0, 7.75)}))),  # its ink lies in the middle: the blank before it is under the Han
    ('hanging: vertical only where told to', ['天地玄黄宇宙洪荒，日月盈昃'],
     dict(measure=8, options=['hanging=allow-end', 'hanging-applies=vertical-only'], horizontal=dict(start={'荒': (1, 0)}), vertical=dict(start={'，': (0, 8)}))),
    # ---- region: forms, squeeze, interpunct, quotes in one setting
    ('region: by language', ['天，地·玄'], dict(font={'天': 'CJKsc', '，': 'CJKsc'}, at={'地': 2, '玄': 3.5})),
    ('region: by language, Traditional', ['天，地·玄'], dict(lang='zh-Hant', font={'天': 'CJKtc', '，': 'CJKtc'}, at={'地': 2, '玄': 4})),
    ('region: Taiwan', ['天，地·玄'], dict(options=['punct-region=taiwan'], font={'天': 'CJKsc', '，': 'CJKtc', '·': 'CJKtc'}, at={'地': 2, '玄': 4})),
    ('region: Hong Kong', ['天，地·玄'], dict(options=['punct-region=hongkong'], font={'天': 'CJKsc', '，': 'CJKhk'}, at={'玄': 4})),
    ('region: mainland in Traditional copy', ['天，地·玄'], dict(lang='zh-Hant', options=['punct-region=mainland'], font={'天': 'CJKtc', '，': 'CJKsc'}, at={'玄': 3.5})),
    ('region: Japan, ？ has no blank', ['天？」地'], dict(options=['punct-region=japan'], font={'？': 'CJKjp'}, at={'地': 3})),
    ('region: mainland, ？ has one', ['天？”地'], dict(options=['punct-region=mainland'], horizontal=dict(at={'地': 2.5}), vertical=dict(at={'地': 3}))),
    ('region: Taiwan, a comma before a bracket', ['天，（地'], dict(options=['punct-region=taiwan'], at={'地': 2.5})),
    ('region: quotes of Taiwan', ['“天”「地」'], dict(lang='zh-Hant', options=['punct-region=taiwan'], horizontal=dict(same_glyph={(0, 3): False}), vertical=dict(same_glyph={(0, 3): True, (2, 5): True}))),
    ('region: quotes of the mainland', ['“天”『地』'], dict(options=['punct-region=mainland'], horizontal=None, same_glyph={(0, 3): True, (2, 5): True})),
    # ---- locale glyphs, fallback
    ('forms: by language of the run', ['直', dict(text='直', lang='ja'), dict(text='直', lang='zh-Hant')],
     dict(font={'直': 'CJKsc', '直2': 'CJKjp', '直3': 'CJKtc'}, at={'直2': 1, '直3': 2})),
    ('forms: a variation selector takes no room', [dict(text='葛\U000E0100', lang='ja'), '山'], dict(lang='ja', at={'山': 1}, text=['葛\U000E0100山'])),
    ('fallback: supplementary planes, one em', ['天𠮷地'], dict(at={'𠮷': 1, '地': 2}, text=['天𠮷地'])),
    ('fallback: from another face, in the em box', ['天𪚥地，玄'], dict(at={'地': 2, '玄': 4}, font={'，': 'NotoSerifCJKsc', '地': 'NotoSerifCJKsc'}, text=['天𪚥地，玄'])),
    ('fallback: emoji as outlines', ['天😀地'], dict(at={'天': 0}, text=['天😀地'])),
    ('fallback: line pitch is the same', ['天地玄𪚥宇宙洪荒日😀盈'], dict(measure=4, start={'天': (0, 0), '宇': (1, 0)})),
    ('missing: a box of one em and an error', ['天\U000F0000地'], dict(at={'地': 2}, said=['U+F0000', '[missing-glyph]'])),
    ('hyphen: as wide as its face draws it', ['the internationalization of rules and laws'],
     dict(lang='en', measure=9, options=['latin-hyphenation=en-us'], horizontal=dict(flush=[0]), vertical=dict(flush=[0]))),

    # ---- note marks and indices: CLREQ annotation marks
    ('script: superior', ['天地', sup('1'), '玄黄'], dict(script={'1': (0.25, 0.5, (0.45, 0.75))}, text=['天地1玄黄'])),
    ('script: a note upright in a vertical line, at its right', ['天地', sup('12'), '玄黄'], dict(horizontal=None, script={'1': (0, 0.5, (0.45, 0.75))}, at={'地': 1})),
    ('script: an exponent lies with its letter', ['长x', sup('2'), '米'], dict(script={'2': (0.2, 0.6, (0.45, 0.75))})),
    ('script: inferior', ['水H', sub('2'), 'O'], dict(script={'2': (-0.3, -0.05, (0.45, 0.75))}, text=['H2O'])),
    ('script: a note keeps its base', ['天地玄黄宇', sup('[1]'), '宙洪荒日'], dict(measure=5, options=['align=start'], lines=['天地玄黄', '宇宙洪荒', '日'])),
    ('script: after a stop', ['天地玄黄宇。', sup('[1]'), '宙洪荒日'], dict(measure=5.5, options=['align=start'], lines=['天地玄黄', '宇。宙洪荒', '日'])),

    # ---- 纵中横 in mark-up
    ('tcy: two figures in one cell', ['今年', dict(text='12', combine='upright'), '月'], dict(horizontal=None, at={'年': 1, '月': 3})),
    ('tcy: no gap', ['今年', dict(text='AB', combine='upright'), '月'], dict(horizontal=None, at={'年': 1, '月': 3})),
]
