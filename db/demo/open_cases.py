"""The tickets that are open on the demo's last day, in every state, written out one by one. All invented."""

# ruff: noqa: E501 tables of data read best with one row a line

from typing import NamedTuple


class Case(NamedTuple):
    """An open ticket. ``ago`` and ``due`` count calendar days from today; ``target`` is an asset's or place's code."""

    target: str
    trade: str
    priority: int
    status: int
    summary: str
    description: str
    ago: int
    due: int
    who: str = ""
    hold: str = ""
    vendor: str = ""


_PE, _CV, _TC, _FR, _AC, _LF = "plumbing_electrical", "civil", "telecom", "fire", "hvac", "lift"

OPEN_CASES = (
    Case("SW-6F-AC", _AC, 2, 60, "冰水管滴水", "保溫破損處滴水，已包覆，待複查是否再滴。", 21, -3, "lin", vendor="V02"),
    Case("SW-SMP-02", _PE, 2, 50, "污水泵浦 2 號跳脫", "過載跳脫，軸承損壞，零件訂購中。", 13, -2, "chen", "parts", "V03"),
    Case("SW-EL-03", _LF, 1, 40, "客梯關門反覆開啟", "在 5F、6F 關門到一半又打開，重複 3 至 4 次才關上。已掛告示牌，請改搭鄰近電梯。", 0, 0, "lin", vendor="V01"),
    Case("SW-5F-LGT-EAT", _PE, 4, 30, "走廊日光燈閃爍", "兩支燈管閃爍，其中一支兩端發黑。", 6, 2, "chen"),
    Case("SW-MAV-02", _TC, 3, 40, "麥克風斷續有雜音", "使用中斷訊，換電池仍有雜音，下週有會議。", 5, 2, "huang", vendor="V06"),
    Case("SW-8F-WCM", _PE, 3, 10, "感應水龍頭不出水", "感應燈亮但不出水。", 0, 3),
    Case("SW-9F-AHU-EAT", _AC, 3, 40, "冷凝水滴漏至天花板", "集水盤滿水，滴至下方天花板。", 6, 4, "lin", vendor="V02"),
    Case("SW-4F-STAIR", _FR, 2, 10, "防火門閉門器故障", "安全梯 B 防火門無法自動關閉。", 0, 4),
    Case("SW-9F-AHU-WET", _AC, 3, 30, "出風口異音", "風機運轉有規律敲擊聲。", 3, 9, "lin"),
    Case("LEDWALL", _TC, 3, 50, "電視牆左下模組不亮", "左下角兩片模組全黑，備品調貨中。", 4, 10, "huang", "parts", "V06"),
    Case("SKYLIGHT", _CV, 2, 50, "採光罩北側接縫滲水", "大雨後地面有水漬，已設圍籬，待天晴施作。", 3, 12, "wang", "vendor", "V08"),
    Case("SW-1F-EAST", _CV, 3, 30, "入口地磚隆起", "約三塊地磚隆起，已放警示錐。", 3, 9, "wang", vendor="V08"),
    Case("SW-3F-DW-PAY", _PE, 4, 50, "飲水機出水溫度不足", "加熱管老化，等待料件。", 11, 11, "chen", "parts", "V05"),
    Case("SW-8F-AHU-EAT", _AC, 2, 50, "空調箱風機軸承異音停機", "軸承磨損，已停機待料。", 9, 15, "lin", "parts", "V02"),
    Case("SW-CH-02", _AC, 2, 50, "冰水主機 2 號壓縮機異音", "汰換評估中，等候預算核定。", 41, 18, "lin", "budget", "V02"),
    Case("SW-GATE-01", _TC, 2, 40, "柵欄機無法升起", "車輛感應後柵欄不動，已改人工放行。", 1, 1, "huang", vendor="V07"),
    Case("SW-2F-WCF", _PE, 3, 20, "洗手台排水緩慢", "排水不順，有異味。", 1, 9),
    Case("SW-10F-OFFICE", _AC, 4, 20, "辦公室太冷請調整", "室溫 21 度，請調整出風。", 2, 12),
    Case("FS-EL-03", _LF, 2, 60, "平層誤差過大", "已調整，連續觀察三日後驗收。", 7, -1, "lin", vendor="V01"),
    Case("FS-REAR-6F-SAC-OFE", _AC, 3, 30, "冷氣不冷", "開機 1 小時仍無冷風。", 2, 11, "lin", vendor="V02"),
    Case("FS-FRONT-3F-TEL-OFE", _TC, 3, 40, "電話有雜音", "通話中持續沙沙聲。", 4, 8, "huang", vendor="V06"),
    Case("FS-REAR-RF", _CV, 3, 30, "屋頂落水頭阻塞", "雨後積水約 3 公分。", 5, 8, "wang"),
    Case("FS-FAP-01", _FR, 2, 40, "受信總機顯示斷線", "第 12 回路顯示斷線故障。", 2, 1, "huang", vendor="V04"),
    Case("FS-HALL", _CV, 3, 10, "大禮堂座椅鬆動", "第 5 排兩張座椅固定螺絲鬆脫。", 1, 8),
    Case("FS-REAR-4F-WC-WCM", _PE, 3, 70, "小便斗沖水不止", "已更換感應器，驗收完成待結案。", 8, 1, "chen"),
    Case("FS-COURT", _CV, 4, 30, "前庭步道燈傾斜", "燈柱遭碰撞傾斜。", 10, 14, "chen"),
    Case("UNIT-H02", _PE, 2, 30, "廚房排水阻塞", "排水極慢，已請廠商估價。", 2, 4, "chen", vendor="V08"),
    Case("DORM-M103-WH", _PE, 2, 40, "熱水器點不著", "更換電池後仍無法點火。", 1, 2, "chen", vendor="V08"),
    Case("UNIT-M106", _CV, 3, 50, "浴室防水整修追加", "打除後發現管線鏽蝕，追加經費簽辦中。", 20, 9, "wang", "budget", "V08"),
    Case("DORM-M401-AC", _AC, 3, 20, "冷氣漏水", "室內機滴水，已放水桶承接。", 1, 10),
    Case("UNIT-M407", _CV, 3, 30, "陽台紗門脫落", "軌道變形，紗門無法復位。", 4, 9, "wang"),
    Case("SW-7F-EXT-PAY", _FR, 3, 60, "滅火器壓力不足", "已換新品，待驗收。", 5, 10, "huang", vendor="V04"),
    Case("SW-2F-EAST", _CV, 3, 50, "天花板漏水查修", "疑似上層管線滲漏，等廠商測漏。", 34, -6, "wang", "vendor", "V08"),
)  # fmt: skip
