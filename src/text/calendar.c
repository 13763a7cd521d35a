/* The day of an issue: civil date, weekday, and the Chinese lunisolar date by ICU's calendar. */
#include <unicode/ucal.h>

#include "text/text.h"

static bool is_leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

static int days_in(int y, int m) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

bool day_read(Str s, Day *out) {
  s = str_trim(s);
  if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-') return false;
  for (size_t i = 0; i < s.n; i++)
    if (i != 4 && i != 7 && (s.p[i] < '0' || s.p[i] > '9')) return false;
  int64_t y = 0, m = 0, d = 0;
  if (!str_read_int(str_sub(s, 0, 4), &y) || !str_read_int(str_sub(s, 5, 7), &m) ||
      !str_read_int(str_sub(s, 8, 10), &d))
    return false;
  if (y < 1 || m < 1 || m > 12 || d < 1 || d > days_in((int)y, (int)m)) return false;
  *out = (Day){(int)y, (int)m, (int)d};
  return true;
}

/* Days since 1970-01-01 in the Gregorian calendar (a March-based year makes the leap day the last). */
static int64_t day_number(Day d) {
  int64_t y = d.year - (d.month <= 2), era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
  int64_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

Str day_weekday(Arena *a, Day d, Lang lang) {
  int w = (int)(((day_number(d) + 4) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
  static const char *const zh[] = {"日", "一", "二", "三", "四", "五", "六"};
  static const char *const ja[] = {"日", "月", "火", "水", "木", "金", "土"};
  static const char *const ko[] = {"일", "월", "화", "수", "목", "금", "토"};
  static const char *const en[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  if (lang == LANG_EN) return str_of(en[w]);
  if (lang == LANG_JA) return str_f(a, "%s曜日", ja[w]);
  if (lang == LANG_KO) return str_f(a, "%s요일", ko[w]);
  return str_f(a, "星期%s", zh[w]);
}

static Str lunar_month(Arena *a, int month, bool leap, bool hant) {
  static const char *const names[] = {"正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"};
  const char *name = hant && month == 11 ? "臘" : names[month];
  return str_f(a, "%s%s月", !leap ? "" : hant ? "閏" : "闰", name);
}

static Str lunar_day(Arena *a, int day) {
  static const char *const digits[] = {"十", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (day == 20) return STR("二十");
  if (day == 30) return STR("三十");
  const char *ten = day <= 10 ? "初" : day < 20 ? "十" : "廿";
  return str_f(a, "%s%s", ten, digits[day % 10]);
}

/* Noon in China: the day of the new moon is told by China's clock (GB/T 33661-2017), and noon is the same day on both sides. */
Str day_lunar(Arena *a, Day d, Lang lang) {
  static const UChar zone[] = {'A', 's', 'i', 'a', '/', 'S', 'h', 'a', 'n', 'g', 'h', 'a', 'i', 0};
  static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
  static const char *const branches[] = {"子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"};
  UErrorCode err = U_ZERO_ERROR;
  UCalendar *cal = ucal_open(zone, -1, "zh@calendar=chinese", UCAL_TRADITIONAL, &err);
  if (U_FAILURE(err)) return (Str){0};
  ucal_setMillis(cal, (UDate)(day_number(d) * 86400000 + 4 * 3600000), &err);
  int year = ucal_get(cal, UCAL_YEAR, &err) - 1, month = ucal_get(cal, UCAL_MONTH, &err),
      day = ucal_get(cal, UCAL_DATE, &err);
  bool leap = ucal_get(cal, UCAL_IS_LEAP_MONTH, &err) != 0;
  ucal_close(cal);
  if (U_FAILURE(err) || year < 0 || month < 0 || month > 11 || day < 1 || day > 30) return (Str){0};
  bool hant = lang == LANG_ZH_HANT || lang == LANG_ZH_HK;
  Str m = lunar_month(a, month, leap, hant), n = lunar_day(a, day);
  return str_f(a, "%s%s%s年%.*s%.*s", hant ? "農曆" : "农历", stems[year % 10], branches[year % 12], STRF(m), STRF(n));
}

Str day_text(Arena *a, Day d, Lang lang) {
  static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  if (lang == LANG_EN) return str_f(a, "%d %s %d", d.day, months[d.month - 1], d.year);
  if (lang == LANG_KO) return str_f(a, "%d년 %d월 %d일", d.year, d.month, d.day);
  return str_f(a, "%d年%d月%d日", d.year, d.month, d.day);
}
