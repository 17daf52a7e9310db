"""The people and companies of the demo: a small town made from a seed. Nobody in it exists.

Mail domains are example domains (RFC 2606); mobile numbers begin 090-0 or 070-0 (080-0 would be 0800, which is toll-free) and
fixed lines 03-0, ranges that are assigned to nobody. Musubi takes both as numbers, the fixed ones with a note.

`past` of a person is what older lists still say: an address before moving, a family name before marriage, an old mobile number.
"""
import random

FAMILY = [line.split() for line in """
佐藤 サトウ sato 25|鈴木 スズキ suzuki 24|高橋 タカハシ takahashi 20|田中 タナカ tanaka 18|伊藤 イトウ ito 15|渡辺 ワタナベ watanabe 15|山本 ヤマモト yamamoto 14
中村 ナカムラ nakamura 14|小林 コバヤシ kobayashi 14|加藤 カトウ kato 12|吉田 ヨシダ yoshida 11|山田 ヤマダ yamada 11|佐々木 ササキ sasaki 9|山口 ヤマグチ yamaguchi 9
松本 マツモト matsumoto 8|井上 イノウエ inoue 8|木村 キムラ kimura 8|林 ハヤシ hayashi 7|斎藤 サイトウ saito 7|清水 シミズ shimizu 7|山崎 ヤマザキ yamazaki 7|森 モリ mori 6
池田 イケダ ikeda 6|橋本 ハシモト hashimoto 6|阿部 アベ abe 6|石川 イシカワ ishikawa 6|山下 ヤマシタ yamashita 6|中島 ナカジマ nakajima 5|石井 イシイ ishii 5|小川 オガワ ogawa 5
前田 マエダ maeda 5|岡田 オカダ okada 5|長谷川 ハセガワ hasegawa 5|藤田 フジタ fujita 5|後藤 ゴトウ goto 5|近藤 コンドウ kondo 5|村上 ムラカミ murakami 5|遠藤 エンドウ endo 5
青木 アオキ aoki 4|坂本 サカモト sakamoto 4|福田 フクダ fukuda 4|太田 オオタ ota 4|西村 ニシムラ nishimura 4|藤井 フジイ fujii 4|金子 カネコ kaneko 4|岡本 オカモト okamoto 4
藤原 フジワラ fujiwara 4|中野 ナカノ nakano 4|三浦 ミウラ miura 4|原田 ハラダ harada 4|中川 ナカガワ nakagawa 4|松田 マツダ matsuda 4|竹内 タケウチ takeuchi 3|小野 オノ ono 3
田村 タムラ tamura 3|渡部 ワタベ watabe 2|浜田 ハマダ hamada 3|島崎 シマザキ shimazaki 2|沢田 サワダ sawada 2|広瀬 ヒロセ hirose 2|瀬戸 セト seto 1|越智 オチ ochi 1|桐生 キリュウ kiryu 1
猪瀬 イノセ inose 1|八木 ヤギ yagi 2|二宮 ニノミヤ ninomiya 1|五十嵐 イガラシ igarashi 2|東海林 ショウジ shoji 1|服部 ハットリ hattori 2|早乙女 サオトメ saotome 1|神谷 カミヤ kamiya 2
""".replace("\n", "|").split("|") if line.strip()]

GIVEN = [line.split() for line in """
太郎 タロウ taro M|一郎 イチロウ ichiro M|健 ケン ken M|健太 ケンタ kenta M|大輔 ダイスケ daisuke M|翔太 ショウタ shota M|拓也 タクヤ takuya M|直樹 ナオキ naoki M|誠 マコト makoto M|浩 ヒロシ hiroshi M
和也 カズヤ kazuya M|達也 タツヤ tatsuya M|亮 リョウ ryo M|修 オサム osamu M|茂 シゲル shigeru M|蓮 レン ren M|悠斗 ユウト yuto M|大翔 ヒロト hiroto M|健一 ケンイチ kenichi M|剛 ツヨシ tsuyoshi M
正 タダシ tadashi M|隆 タカシ takashi M|学 マナブ manabu M|進 ススム susumu M|颯太 ソウタ sota M|陸 リク riku M|航 ワタル wataru M|慎吾 シンゴ shingo M|英樹 ヒデキ hideki M|康弘 ヤスヒロ yasuhiro M
花子 ハナコ hanako F|美咲 ミサキ misaki F|陽子 ヨウコ yoko F|さくら サクラ sakura F|恵子 ケイコ keiko F|由美 ユミ yumi F|真由美 マユミ mayumi F|裕子 ユウコ yuko F|久美子 クミコ kumiko F|明美 アケミ akemi F
愛 アイ ai F|葵 アオイ aoi F|結衣 ユイ yui F|陽菜 ヒナ hina F|凛 リン rin F|七海 ナナミ nanami F|千尋 チヒロ chihiro F|智子 トモコ tomoko F|直美 ナオミ naomi F|幸子 サチコ sachiko F
和子 カズコ kazuko F|節子 セツコ setsuko F|綾香 アヤカ ayaka F|彩 アヤ aya F|麻衣 マイ mai F|美穂 ミホ miho F|千佳 チカ chika F|玲奈 レイナ reina F|詩織 シオリ shiori F|楓 カエデ kaede F
""".replace("\n", "|").split("|") if line.strip()]

PLACES = [line.split() for line in """
150-0001 東京都 渋谷区 神宮前|154-0001 東京都 世田谷区 池尻|160-0022 東京都 新宿区 新宿|170-0013 東京都 豊島区 東池袋|111-0032 東京都 台東区 浅草|180-0004 東京都 武蔵野市 吉祥寺本町
220-0011 神奈川県 横浜市西区 高島|210-0007 神奈川県 川崎市川崎区 駅前本町|330-0854 埼玉県 さいたま市大宮区 桜木町|260-0015 千葉県 千葉市中央区 富士見|530-0001 大阪府 大阪市北区 梅田|542-0076 大阪府 大阪市中央区 難波
650-0021 兵庫県 神戸市中央区 三宮町|450-0002 愛知県 名古屋市中村区 名駅|460-0008 愛知県 名古屋市中区 栄|060-0042 北海道 札幌市中央区 大通西|980-0811 宮城県 仙台市青葉区 一番町|730-0035 広島県 広島市中区 本通
812-0011 福岡県 福岡市博多区 博多駅前|860-0806 熊本県 熊本市中央区 花畑町|950-0087 新潟県 新潟市中央区 東大通|420-0851 静岡県 静岡市葵区 黒金町|920-0853 石川県 金沢市 本町|760-0019 香川県 高松市 サンポート
""".replace("\n", "|").split("|") if line.strip()]

BUILDINGS = ["", "", "", "コーポ緑", "グランドハイツ", "メゾン青葉", "サンライズ本町", "第二ひかり荘", "パークコート"]
TRADES = ["商事", "製作所", "工務店", "食品", "建設", "運輸", "デザイン", "電機", "薬局", "印刷", "不動産", "精機", "物産", "フーズ", "システム"]
STEMS = ["青空", "白浜", "緑園", "山彦", "東雲", "若葉", "八千代", "日の出", "大和田", "北斗", "南風", "松風", "千歳", "高砂", "瑞穂", "暁", "宝来", "富士見", "相生", "鶴亀"]
FORMS = ["株式会社", "株式会社", "株式会社", "有限会社", "合同会社"]
DOMAINS = ["example.jp", "example.com", "example.net", "mail.example.jp", "keitai.example.jp"]


class Town:
    """`count` people in households, and `firms` companies with contacts, all from one seed."""

    def __init__(self, seed, count, firms):
        self.random = random.Random(seed)
        self.people, self.firms, self._phones, self._names = [], [], set(), set()
        while len(self.people) < count:
            self._household(min(count - len(self.people), self.random.choice([1, 1, 1, 2, 2, 3])))
        for number in range(firms):
            self._firm(number)

    def mobile(self):
        while True:
            phone = f"{self.random.choice(['090', '070'])}0{self.random.randrange(10**7):07d}"
            if phone not in self._phones:
                self._phones.add(phone)
                return phone

    def _address(self):
        place = self.random.choice(PLACES)
        building = self.random.choice(BUILDINGS)
        room = f"{self.random.randrange(1, 9)}0{self.random.randrange(1, 9)}" if building else ""
        chome, block, number = (self.random.randrange(1, n) for n in (6, 30, 20))
        return dict(zip=place[0], pref=place[1], city=place[2], town=place[3], chome=chome, block=block, number=number, building=building, room=room)

    def _household(self, size):
        r = self.random
        family = r.choices(FAMILY, [int(f[3]) for f in FAMILY])[0]
        address, line = self._address(), f"030{r.randrange(10**7):07d}"
        shared = self.mobile() if size > 1 and r.random() < 0.15 else ""  # a family that gives one number for all
        for given in r.sample(GIVEN, size):
            number = len(self.people) + 1
            mail = f"{given[2]}.{family[2]}{r.choice(['', str(r.randrange(1960, 2008)), '_' + str(number)])}@{r.choice(DOMAINS)}"
            if (family[0], given[0], mail) in self._names:
                mail = f"{given[2]}{number}@{r.choice(DOMAINS)}"
            self._names.add((family[0], given[0], mail))
            born = (r.randrange(1940, 2008), r.randrange(1, 13), r.randrange(1, 29))
            self.people.append(dict(id=f"p{number}", family=family[0], family_kana=family[1], given=given[0], given_kana=given[1], sex=given[3], mail=mail,
                                    phone=shared or self.mobile(), line=line, address=address, born=born, household=f"h{line}", past=self._past(family, given)))

    def _past(self, family, given):
        r, past = self.random, {}
        if r.random() < 0.08:
            past.update(address=self._address(), line=f"030{r.randrange(10**7):07d}")
        if given[3] == "F" and r.random() < 0.06:
            before = r.choice([f for f in FAMILY if f is not family])
            past.update(family=before[0], family_kana=before[1])
        if r.random() < 0.04:
            past.update(phone=self.mobile())
        return past

    def _firm(self, number):
        r = self.random
        name = f"{r.choice(STEMS)}{r.choice(TRADES)}"
        while any(f["name"] == name for f in self.firms):
            name = f"{r.choice(STEMS)}{r.choice(STEMS)}{r.choice(TRADES)}"
        staff = r.sample(self.people, r.choice([1, 1, 2, 3]))
        self.firms.append(dict(id=f"c{number + 1}", name=name, form=r.choice(FORMS), after=r.random() < 0.25, phone=f"030{r.randrange(10**7):07d}",
                               address=self._address(), staff=staff, domain=f"firm{number + 1}.example.co.jp"))
