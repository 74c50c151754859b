import { chartFont } from '../../../shared/charts/theme.ts'
import { tokensCss } from './tokens.ts'

/** The report's style sheet: an instrument, ink on paper; colour belongs to data. */
export const reportCss = `${tokensCss}
*{box-sizing:border-box}
html{scroll-padding-top:16px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 13px/19px ${chartFont};font-variant-numeric:tabular-nums;-webkit-font-smoothing:antialiased}
a{color:inherit}
:focus-visible{outline:2px solid var(--focus);outline-offset:1px}
.bar{display:flex;align-items:center;gap:10px;height:44px;padding:0 16px;border-bottom:1px solid var(--line)}
.bar .mark{width:22px;height:22px;flex:none}.bar b{font-size:14px}.bar .cap{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.grow{flex:1;min-width:0}
.page{display:grid;grid-template-columns:176px minmax(0,920px);gap:0 24px;justify-content:center;padding:0 16px 48px}
nav.toc{position:sticky;top:0;align-self:start;padding-top:64px;font-size:12px;line-height:16px}
nav.toc ul{list-style:none;margin:0;padding:0}nav.toc a{display:block;padding:5px 8px;color:var(--ink-2);text-decoration:none;border-radius:4px}nav.toc a:hover{background:var(--hover)}
main{display:flex;flex-direction:column;gap:12px;min-width:0}
.head{display:flex;flex-wrap:wrap;align-items:center;gap:4px 8px;padding:16px 0 0;min-height:44px}
.head h2{font:600 16px/22px ${chartFont};margin:0;overflow-wrap:anywhere}
.cap{font-size:11px;line-height:14px;color:var(--ink-3)}
.tag{display:inline-flex;align-items:center;gap:4px;font-size:11px;line-height:14px;padding:1px 6px;border-radius:3px;background:var(--well);color:var(--ink-2);white-space:nowrap}
.tag.warn{background:var(--warn-bg);color:var(--warn)}.tag.bad{background:var(--bad-bg);color:var(--bad)}
.loud{display:grid;grid-template-columns:16px 1fr;gap:8px;padding:9px 12px;border-radius:4px;background:var(--warn-bg);color:var(--warn)}.loud b{font-weight:600}.loud.bad{background:var(--bad-bg);color:var(--bad)}.loud svg{width:16px;height:16px;margin-top:1px;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}.loud p{margin:0;overflow-wrap:anywhere}
.panel{background:var(--panel);border:1px solid var(--line);border-radius:4px;min-width:0}
.ph{display:flex;flex-wrap:wrap;align-items:center;gap:4px 8px;padding:7px 8px 0 12px;min-height:36px}
.ph h2{font:600 13px/18px ${chartFont};margin:0}
.panel h3{font:600 12px/16px ${chartFont};margin:0}
.verdict{display:grid;grid-template-columns:minmax(0,1fr) 354px;gap:24px;padding:16px}
.verdict h1{font:600 23px/30px ${chartFont};letter-spacing:-.01em;margin:0 0 6px;text-wrap:balance;overflow-wrap:anywhere}
.verdict p{margin:0 0 8px;color:var(--ink-2);max-width:66ch}.verdict p b{color:var(--ink);font-weight:600;white-space:nowrap}.verdict p.cap{color:var(--ink-3);margin:0}
.each{margin:0 0 8px;padding:0;list-style:none;color:var(--ink-2);font-size:12px;line-height:18px}
.strip{border-left:1px solid var(--line);padding-left:16px}.strip svg{display:block;max-width:100%;height:auto}
.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);border-top:1px solid var(--line)}.two>*+*{border-left:1px solid var(--line)}
.sub{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px 8px;padding:9px 12px 2px}
figure{margin:0}.static svg,.drawn svg{display:block;width:100%;height:auto}
.static h4{font:600 11px/14px ${chartFont};color:var(--ink-2);margin:10px 12px 2px}
.live{display:none;width:100%}
.js .live{display:block}.js .static{display:none}figcaption[hidden],.controls-inline{display:none}.js .controls-inline{display:inline}
figcaption,.note{font-size:12px;line-height:17px;color:var(--ink-2);padding:4px 12px 10px;margin:0;max-width:110ch}
.controls{display:none;gap:8px;flex-wrap:wrap}.js .controls{display:flex}
.seg{display:inline-flex;flex-wrap:wrap;border:1px solid var(--line);border-radius:4px;background:var(--seg);padding:1px}
.seg button,.b{font:inherit;font-size:12px;line-height:16px;color:var(--ink-2);border:0;background:transparent;height:22px;padding:0 9px;border-radius:3px;cursor:pointer;white-space:nowrap}
.seg button[aria-pressed=true]{background:var(--seg-on);color:var(--ink);font-weight:600;box-shadow:0 0 0 1px var(--line)}
.b{border:1px solid var(--line);border-radius:4px;background:var(--panel);height:24px}.b:hover,.seg button:hover{color:var(--ink)}
table{border-collapse:collapse;width:100%;font-size:12px;line-height:16px}
th,td{padding:0 7px;text-align:right;white-space:nowrap;height:24px;border-bottom:1px solid var(--line-2);font-weight:400}
thead th{color:var(--ink-3);height:26px;border-bottom-color:var(--line)}
tbody tr:last-child>*{border-bottom:0}
tr>:first-child{text-align:left;padding-left:12px}tr>:last-child{padding-right:12px}
th.l,td.l{text-align:left}
tr.base>*,td.base,th.base{background:var(--well);font-weight:600}tr.base>*{border-bottom-color:var(--line)}
.key{display:inline-block;vertical-align:-2px;margin-right:8px;overflow:visible}
.scroll{overflow-x:auto}.scroll th[scope=row]{position:sticky;left:0;background:var(--panel)}.scroll tr.base th[scope=row]{background:var(--well)}
h3.part{display:flex;gap:8px;align-items:baseline;padding:10px 12px 2px}h3.part .cap{font-weight:400}
details.data{border-top:1px solid var(--line-2)}
summary{cursor:pointer;padding:6px 12px;font-size:12px;line-height:16px;color:var(--ink-2)}
details .cap{margin:0;padding:0 12px 6px}
details .scroll{max-height:360px;overflow:auto;border-top:1px solid var(--line-2)}
details thead th{position:sticky;top:0;background:var(--panel);box-shadow:inset 0 -1px var(--line)}details thead th.base{background:var(--well)}
.spec td,.spec th{white-space:normal;text-align:left;height:auto;padding-top:4px;padding-bottom:4px;vertical-align:top}.spec th{color:var(--ink-2);width:112px}.spec td:nth-child(2){width:150px;font-weight:600;overflow-wrap:anywhere}.spec td:last-child{color:var(--ink-2)}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:10px 16px;padding:4px 12px 12px;margin:0}.facts dt{font-size:11px;line-height:14px;color:var(--ink-3)}.facts dd{margin:0;overflow-wrap:anywhere}.facts .wide{grid-column:1/-1}
code,pre{font:400 12px/18px ui-monospace,'SF Mono','Cascadia Mono',Consolas,'Ubuntu Mono','Liberation Mono',monospace}
pre{margin:0 12px 12px;padding:8px 10px;background:var(--well);border-radius:4px;white-space:pre-wrap;overflow-wrap:anywhere}
.bad-text{color:var(--bad)}
footer{padding:8px 0;font-size:11px;line-height:14px;color:var(--ink-3)}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--raised);padding:6px 10px;z-index:9}
@media (max-width:1180px){.page{grid-template-columns:minmax(0,936px)}nav.toc{display:none}}
@media (max-width:760px){.verdict{grid-template-columns:minmax(0,1fr);gap:12px}.strip{border-left:0;border-top:1px solid var(--line);padding:12px 0 0}.two{grid-template-columns:minmax(0,1fr)}.two>*+*{border-left:0;border-top:1px solid var(--line)}.page{padding:0 8px 32px}.verdict h1{font-size:20px;line-height:26px}.facts{grid-template-columns:1fr 1fr}.spec th{width:84px}.spec td:nth-child(2){width:90px}.static,.drawn{overflow-x:auto}.static svg,.drawn svg{min-width:620px}}
@media print{
@page{margin:14mm}
body{background:#fff;font-size:11px;line-height:16px}.page{display:block;padding:0}main{display:block}.panel{margin-bottom:10px}
nav.toc,.controls,.js .controls,.bar .b,details:not([open]),.skip{display:none}
.live,.js .live{display:none}.js .static{display:block}.many>figcaption,.js .controls-inline{display:none}
.verdict{grid-template-columns:minmax(0,1fr) 250px}
figure:not(.many),.static>div,.loud,.verdict,tr,h3.part,.ph,.sub,table.measures{break-inside:avoid}.ph,.sub,h3.part,.static h4{break-after:avoid}
.tag,.loud,tr.base>*,td.base,th.base{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.scroll,details .scroll{overflow:visible;max-height:none}.measures{font-size:9px}.measures th,.measures td{padding-left:3px;padding-right:3px}.measures .key{margin-right:4px}
}`
