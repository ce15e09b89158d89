package org.sanwei.config.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped policy as a table: why, where, what text, which verdict. */
class ShippedRulesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a mark at the head decides                  | BODY | 机密★10年                    | CLASSIFIED SECRET
          the top level                               | BODY | 绝密★30年\\n关于某事           | CLASSIFIED TOP_SECRET
          the lowest level                            | BODY | 秘密★1年                     | CLASSIFIED CONFIDENTIAL
          a condition for a period                    | BODY | 机密★会议开始前               | CLASSIFIED SECRET
          an examination paper                        | BODY | 绝密★启用前                   | CLASSIFIED TOP_SECRET
          without end                                 | BODY | 机密★长期                     | CLASSIFIED SECRET
          a date of declassification                  | BODY | 机密★2030年1月1日             | CLASSIFIED SECRET
          months                                      | BODY | 秘密★6个月                    | CLASSIFIED CONFIDENTIAL
          Chinese numerals                            | BODY | 秘密★十年                     | CLASSIFIED CONFIDENTIAL
          letters for digits                          | BODY | 机密★lO年                     | CLASSIFIED SECRET
          full width digits and a hollow star         | BODY | 机密☆１０年                   | CLASSIFIED SECRET
          a star from the picture set                 | BODY | 机密⭐10年                    | CLASSIFIED SECRET
          a star of another shape                     | BODY | 机密✩10年                     | CLASSIFIED SECRET
          an asterisk for the star                    | BODY | 机密*10年                     | CLASSIFIED SECRET
          a full width asterisk                       | BODY | 机密＊10年                    | CLASSIFIED SECRET
          a dot for the star                          | BODY | 机密·10年                     | CLASSIFIED SECRET
          a star and the period after a line break    | BODY | 机密★\\n10年                   | CLASSIFIED SECRET
          spaces between the characters               | BODY | 机 密 ★ 1 0 年                | CLASSIFIED SECRET
          wide spaces between the characters          | BODY | 机　密　★　10　年              | CLASSIFIED SECRET
          each character on its own line              | BODY | 机\\n密\\n★\\n5\\n年              | CLASSIFIED SECRET
          traditional characters                      | BODY | 機密★10年                     | CLASSIFIED SECRET
          traditional 絕                              | BODY | 絕密★啟用前                   | CLASSIFIED TOP_SECRET
          a variant of 秘                             | BODY | 祕密★1年                      | CLASSIFIED CONFIDENTIAL
          pinyin set in brackets                      | BODY | 機(jī)密(mì)★10年              | CLASSIFIED SECRET
          an invisible character inside               | BODY | 机\u200B密\u200D★10年          | CLASSIFIED SECRET
          bidirectional controls inside               | BODY | 机\u202E密\u202C★10年          | CLASSIFIED SECRET
          a soft hyphen inside                        | BODY | 机\u00AD密★10年                | CLASSIFIED SECRET
          a combining stroke over the characters      | BODY | 机\u0336密\u0336★10年          | CLASSIFIED SECRET
          character references                        | BODY | &#26426;&#x5bc6;★10年         | CLASSIFIED SECRET
          references filled up with zeros             | BODY | &#000026426;&#x00005bc6;★10年 | CLASSIFIED SECRET
          a tag inside                                | BODY | 机<b>密</b>★10年              | CLASSIFIED SECRET
          a hyphen inside                             | BODY | 机-密★10年                    | CLASSIFIED SECRET
          a mark in brackets, then its period         | BODY | 【机密】★10年                 | CLASSIFIED SECRET
          a full mark deep in running text            | BODY | 前面说了很多话，这里出现机密★10年字样。 | CLASSIFIED SECRET
          a full mark in quoted text                  | QUOTED | 秘密★3年                    | CLASSIFIED CONFIDENTIAL
          a full mark in an attachment                | ATTACHMENT | 附件一 秘密★3年          | CLASSIFIED CONFIDENTIAL
          a full mark in a file name                  | FILE_NAME | 方案（机密★5年）.docx     | CLASSIFIED SECRET
          a full mark in the sender's name            | SENDER | 机密★5年                    | CLASSIFIED SECRET
          two marks: the higher label stands          | BODY | 秘密★1年 绝密                  | CLASSIFIED TOP_SECRET
          alone on the first line                     | BODY | 机密\\n关于某事的报告          | CLASSIFIED SECRET
          below the copy number, with urgency         | BODY | 000012\\n机密 特急\\n关于某事   | CLASSIFIED SECRET
          alone on its line, with decoration          | BODY | —— 机 密 ——\\n关于某事         | CLASSIFIED SECRET
          a level and a period without star           | BODY | 机密 10年\\n关于某事           | CLASSIFIED SECRET
          alone at the head of a later page           | ATTACHMENT | 第一页\\f机密\\n第二页     | CLASSIFIED SECRET
          a quoted line                               | QUOTED | > 机密\\n> 关于某事           | CLASSIFIED SECRET
          in a field                                  | BODY | 密级：机密\\n事由：某事         | CLASSIFIED SECRET
          in a field with a wide space                | BODY | 密　级 ： 秘 密\\n事由：某事     | CLASSIFIED CONFIDENTIAL
          in a field of a table                       | BODY | 密级 机密\\n事由 某事           | CLASSIFIED SECRET
          in brackets before the title                | SUBJECT | 【机密】关于某会的通知       | CLASSIFIED SECRET
          in brackets after a reply prefix            | SUBJECT | 转发：【绝密】某事           | CLASSIFIED TOP_SECRET
          in brackets behind the title                | SUBJECT | 关于某会的通知（秘密）       | CLASSIFIED CONFIDENTIAL
          in brackets after the signature of an SMS   | BODY | 【市值班室】【机密】今晚集合    | CLASSIFIED SECRET
          a file called after its level               | FILE_NAME | 机密.pdf                  | CLASSIFIED SECRET
          English top level                           | BODY | TOP SECRET\\nMovement order    | CLASSIFIED TOP_SECRET
          English middle level                        | BODY | SECRET\\nMovement order        | CLASSIFIED SECRET
          English lowest level                        | BODY | Confidential\\nMovement order  | CLASSIFIED CONFIDENTIAL
          English in a field                          | BODY | Classification: Secret\\nText  | CLASSIFIED SECRET
          Cyrillic letters in an English mark         | BODY | ТОР SЕСRЕТ\\nMovement order    | CLASSIFIED TOP_SECRET
          a level alone on a line far down            | BODY | 一\\n二\\n三\\n四\\n五\\n六\\n七\\n八\\n九\\n机密\\n末 | HELD suspect
          a level in brackets in running text         | BODY | 请把会议方案（机密）带来       | HELD suspect
          a message led by a level                    | BODY | 机密：今晚八点车队出发          | HELD suspect
          a level called out in mid-text              | BODY | 各位注意。绝密！今晚八点出发     | HELD suspect
          a file name led by a level                  | FILE_NAME | 机密-车队方案.docx         | HELD suspect
          a statement that the text is secret         | BODY | 注意，本件为机密，阅后交回      | HELD suspect
          a form with several choices                 | BODY | 密级：公开□秘密□机密☑          | HELD suspect
          a star without a period                     | BODY | 附件标有机密★，请核            | HELD suspect
          a message led by a level and a comma        | BODY | 绝密，明早六点按此路线集合      | HELD suspect
          a title that ends in a level                | BODY | 关于某某事项的报告 机密\\n某委  | HELD suspect
          a spoken warning                            | BODY | 这是机密，别外传               | HELD suspect
          the levels' longest periods                 | BODY | 保密期限：绝密30年，机密20年    | PUBLIC
          a broken mark                               | BODY | 木几密★10年                   | HELD suspect
          a lost character in the mark                | BODY | 关于防汛工作安排的\uFFFD密★10年 | HELD suspect
          a cipher telegram without a level           | BODY | 密码电报\\n特急\\n某委           | HELD suspect
          a cipher telegram's number                  | BODY | 请按东密电〔2026〕12号办理      | HELD suspect
          a cipher telegram with its level            | BODY | 机密 密电\\n特急                 | CLASSIFIED SECRET
          a work secret                               | BODY | 内部事项 注意保管\\n名单         | WORK_SECRET
          a work secret in brackets                   | SUBJECT | 【内部】会议名单             | WORK_SECRET
          a work secret with a star                   | BODY | 工作秘密★3年                   | WORK_SECRET
          a mark below a line that ends in 工作 | BODY | 关于做好信访工作\\n秘密★1年 | CLASSIFIED CONFIDENTIAL
          a level below a line that ends in 工作 | BODY | 关于做好信访工作\\n秘密 | CLASSIFIED CONFIDENTIAL
          a mark on the page after one that ends in 工作 | BODY | 关于做好信访工作\\f秘密★1年 | CLASSIFIED CONFIDENTIAL
          a mark in the column beside 工作 | BODY | 关于做好信访工作   秘密★1年 | CLASSIFIED CONFIDENTIAL
          a work secret, spaced out | BODY | 工 作 秘 密 ★ 3 年 | WORK_SECRET
          this piece is secret | BODY | 此件涉密，阅后请删 | HELD suspect
          led by 涉密 | BODY | 涉密：今晚八点集合 | HELD suspect
          led by 涉密 and a comma | BODY | 涉密，今晚八点集合 | HELD suspect
          led by 国家秘密 | BODY | 国家秘密：车队八点出发 | HELD suspect
          led by 密件 | BODY | 密件，阅后即焚 | HELD suspect
          a level and a full stop | BODY | 机密。今晚八点车队出发 | HELD suspect
          a level and a semicolon | BODY | 机密；今晚八点车队出发 | HELD suspect
          led by a level and a noun | BODY | 机密资料：车队八点出发 | HELD suspect
          a level and a noun in brackets | BODY | 【机密资料】请查收 | CLASSIFIED SECRET
          a level and 通知 in brackets | BODY | 【机密通知】请查收 | CLASSIFIED SECRET
          a version in brackets | BODY | 关于某某的方案（机密版） | CLASSIFIED SECRET
          a version in a file's name | FILE_NAME | 方案（机密版）.docx | CLASSIFIED SECRET
          涉密信息 in brackets | BODY | 【涉密信息】请查收 | HELD suspect
          军事机密 in brackets | BODY | 【军事机密】请查收 | CLASSIFIED SECRET
          the above is said to be secret | BODY | 以上内容属于机密，请勿外传 | HELD suspect
          the content is said to be secret | BODY | 内容属机密，请勿外传 | HELD suspect
          the above is | BODY | 车队八点出发，以上是机密 | HELD suspect
          a field's name with 为 | BODY | 密级为：机密 | HELD suspect
          a field of protection | BODY | 保密程度：机密 | CLASSIFIED SECRET
          a field of secrecy | BODY | 涉密程度：机密 | CLASSIFIED SECRET
          a field of marking | BODY | 定密级别：机密 | CLASSIFIED SECRET
          a subject that ends in a dash and a level | SUBJECT | 关于某事的通知-机密 | HELD suspect
          a subject that ends in a long dash and a level | SUBJECT | 关于某事的通知—绝密 | HELD suspect
          beside the page number | BODY | 机密  第3页 共10页 | CLASSIFIED SECRET
          beside the page number in the footer | BODY | 一\\n二\\n三\\n四\\n五\\n六\\n七\\n八\\n九\\n机密  第3页 共10页 | HELD suspect
          behind a call for attention | BODY | 注意：机密，今晚八点出发 | HELD suspect
          led by a level far down | BODY | 一\\n二\\n三\\n四\\n五\\n六\\n七\\n八\\n九\\n机密：今晚八点出发 | HELD suspect
          a level whose line ends before 以下 | BODY | 密级为机密\\n以下内容请阅 | HELD suspect
          lost characters are never open              | BODY | \uFFFD\uFFFD\uFFFD            | HELD unread
          nothing to read is never open               | BODY | ``                            | HELD unread
          """)
  void keepsWhatIsMarked(String why, Place place, String text, String expected) {
    Verdict verdict = Judging.judge(body(place), part(place, text));

    assertThat(Judging.summary(verdict)).as(why + verdict.rules()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a law's name               | 组织干部学习保守国家秘密法
          a law's name, spaced out   | 保 守 国 家 秘 密 人 人 有 责
          trade secrets              | 该公司起诉前员工侵犯商业秘密
          a housing estate           | 秘密花园小区三号楼停水
          a film                     | 影片《绝密飞行》今晚放映
          a film in the subject      | 电影《绝密·飞行》观影通知
          a training notice          | 提醒：机密文件不得上网，涉密计算机不得联网
          a rule's heading           | 机密文件管理规定：一、专人保管
          phone passwords            | 请勿向他人透露手机密码
          crowds at an airport       | 飞机密集起降，旅客滞留
          a fraud warning            | 自称公检法要求保密并告知"机密案件"的都是诈骗
          news of a leak             | 某员工泄露国家机密被判刑十年
          the levels explained       | 国家秘密的密级分为绝密、机密、秘密三级
          the field explained        | 密级为机密的文件由专人管理
          a field that says open     | 密级：公开
          a field that says none     | 密级：无
          a denial                   | 经审查，本文件不属于国家秘密
          a plain telegram           | 内部明电 关于防汛的通知
          a spy film                 | 剧中破译密电一段扣人心弦
          precision electronics      | 精密电子企业座谈会
          secret recipe              | 老字号的秘密配方受到欢迎
          a child's secret           | 这是我们之间的秘密，3年没有告诉别人
          domestic flights           | 国内部分航线恢复
          an internal road           | 厂区内部道路塌陷
          new hospital beds          | 医院增加急诊床位
          dual use works             | 推进平急两用公共基础设施建设
          a shop                     | 本店★五星好评★，保密发货
          an English mention         | The secret of our success is teamwork
          an English notice          | Confidentiality notice applies to staff
          a hotline report           | 市民反映西城路积水严重，请有关部门处理
          secret computers           | 涉密计算机不得联网，涉密人员按规定报备
          law taught                 | 国家秘密受法律保护，人人有责
          a film after a call        | 提醒：绝密飞行今晚放映
          a rule for files           | 内容属于机密的文件由专人管理
          pages counted              | 全文共10页，第3页有附表
          an accident report         | 12时10分，某化工厂发生火灾，3人受伤，无人员死亡
          """)
  void leavesMentionsOpen(String why, String text) {
    Verdict verdict = Judging.judge(Place.BODY, text);

    assertThat(Judging.summary(verdict)).as(why + verdict.rules()).isEqualTo("PUBLIC");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alone on a line            | BODY    | 特急\\n关于强降雨的通知      | IMMEDIATE
          beside 明电                | BODY    | 特提·明电\\n关于强降雨的通知  | FLASH
          in brackets                | SUBJECT | 【特急】关于强降雨的通知      | IMMEDIATE
          leading the subject        | SUBJECT | 加急 关于报送数据的函         | PRIORITY
          in a field                 | BODY    | 紧急程度：平急\\n某事         | ROUTINE
          the higher one stands      | BODY    | 加急\\n特提\\n某事            | FLASH
          traditional                | BODY    | 緊急程度：特急\\n某事         | IMMEDIATE
          in a sentence              | BODY    | 救护车特急特快地赶到          | NONE
          across two words           | BODY    | 专家独特提法引起关注          | NONE
          in an attached file's name | FILE_NAME | 特急.pdf                  | NONE
          """)
  void readsUrgencyWhereItStands(String why, Place place, String text, String expected) {
    Verdict verdict = Judging.judge(body(place), part(place, text));

    assertThat(verdict.label().urgency()).as(why).hasToString(expected);
    assertThat(verdict.outcome()).isEqualTo(Outcome.OPEN);
  }

  private static Part part(Place place, String text) {
    return new Part("it", place, text.replace("\\n", "\n").replace("\\f", "\f"));
  }

  /** Something to read beside the part that the row is about, so that it is not held as empty. */
  private static Part body(Place place) {
    return new Part("body", Place.BODY, place == Place.BODY ? "" : "各单位：请查收。");
  }
}
