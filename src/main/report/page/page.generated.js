// Made by build-page.ts; do not edit.
// @ts-nocheck
/* oxlint-disable */
// biome-ignore-all format: made by a bundler
// biome-ignore-all lint: made by a bundler
// biome-ignore-all assist: made by a bundler
(function() {

// src/shared/charts/format.ts
	const minus = "−";
	const nbsp = "\xA0";
	const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
	let numberLocale = "en";
	let dayFormat = null;
	const gap = (v) => v !== null && v !== void 0 && Number.isFinite(v) ? v : null;
	const isNumber = (v) => gap(v) !== null;
	function formatNumber(v, decimals) {
		if (!isNumber(v)) return "–";
		const text = Math.abs(v).toLocaleString(numberLocale, {
			minimumFractionDigits: decimals,
			maximumFractionDigits: decimals
		});
		return v < 0 && /[1-9]/.test(text) ? "−" + text : text;
	}
	function formatSigned(v, decimals) {
		const text = formatNumber(v, decimals);
		if (!isNumber(v)) return text;
		if (!/[1-9]/.test(text)) return "0";
		return v > 0 ? `+${text}` : text;
	}
	const formatSkill = (v, decimals = 1) => isNumber(v) ? formatSigned(100 * v, decimals) + (Math.abs(v) * 100 * 10 ** decimals < .5 ? "" : `${"\xA0"}%`) : "–";
	const decimalsFor = (size, digits) => size > 0 && Number.isFinite(size) ? Math.min(8, Math.max(0, digits - 1 - Math.floor(Math.log10(size)))) : digits;
	const formatValue = (v) => isNumber(v) ? formatNumber(v, Math.min(4, decimalsFor(Math.abs(v) || 1, 4))) : "–";
	const formatCount = (n) => n.toLocaleString(numberLocale);
	const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
	const formatPower = (exponent) => `10${exponent < 0 ? "⁻" : ""}${[...String(Math.abs(exponent))].map((d) => superscripts[Number(d)]).join("")}`;
	const monthName = (date) => months[Number(date.slice(5, 7)) - 1] ?? "";
	const formatDate = (date) => dayFormat?.format(/* @__PURE__ */ new Date(`${date}T00:00:00Z`)) ?? `${Number(date.slice(8, 10))} ${monthName(date)} ${date.slice(0, 4)}`;
	const known = {
		actual: "Actual",
		persistence: "Persistence",
		drift: "Drift",
		"train-mean": "Train-mean return",
		mean: "Train-mean return",
		ridge: "Ridge autoregression"
	};
	function displayName(name) {
		const found = known[name];
		if (found !== void 0) return found;
		const cell = /^(rnn|lstm|gru)(?![a-z])/.exec(name)?.[1];
		if (cell !== void 0) return cell.toUpperCase() + name.slice(cell.length);
		return name.charAt(0).toUpperCase() + name.slice(1);
	}

// src/shared/charts/theme.ts
	const lightTheme = {
		name: "light",
		paper: "#f2f2ee",
		panel: "#fcfcfa",
		well: "#e9e9e4",
		line: "#d9d9d2",
		line2: "#e8e8e2",
		ink: "#1b1c1e",
		ink2: "#4a4c50",
		ink3: "#62646a",
		focus: "#4056d6",
		raised: "#ffffff",
		bar: "#c9cac3",
		actual: "#1b1c1e",
		persistence: "#6b6c72",
		ridge: "#7a4b86",
		bad: "#b0262c",
		cells: {
			rnn: "#2b6fdc",
			lstm: "#b05f00",
			gru: "#17572c"
		},
		bands: {
			train: "rgba(27, 28, 30, 0.035)",
			validation: "rgba(27, 28, 30, 0.085)",
			test: "rgba(64, 86, 214, 0.075)"
		}
	};
	const darkTheme = {
		name: "dark",
		paper: "#141517",
		panel: "#1a1c1e",
		well: "#25272a",
		line: "#303338",
		line2: "#26292c",
		ink: "#e9e9e5",
		ink2: "#b9bbbd",
		ink3: "#9a9da2",
		focus: "#8ea2ff",
		raised: "#222427",
		bar: "#484c51",
		actual: "#f0f0ec",
		persistence: "#9b9ea4",
		ridge: "#c595d3",
		bad: "#f58b85",
		cells: {
			rnn: "#6c93ee",
			lstm: "#ea7d1c",
			gru: "#8ee07f"
		},
		bands: {
			train: "rgba(233, 233, 229, 0.025)",
			validation: "rgba(233, 233, 229, 0.075)",
			test: "rgba(142, 162, 255, 0.10)"
		}
	};
	const chartFont = "-apple-system, 'Segoe UI Variable Text', 'Segoe UI', 'Ubuntu Sans', Ubuntu, Cantarell, 'Noto Sans', 'Liberation Sans', Inter, Arial, sans-serif";
	const cellDashes = {
		rnn: [],
		lstm: [9, 3],
		gru: [
			7,
			2.5,
			1.5,
			2.5
		]
	};
	const cellMarkers = {
		rnn: "circle",
		lstm: "rect",
		gru: "triangle"
	};
	const otherDashes = [
		[4, 2],
		[
			12,
			3,
			2,
			3
		],
		[2, 2],
		[14, 3],
		[
			6,
			2,
			2,
			2,
			2,
			2
		]
	];
	const otherMarkers = [
		"diamond",
		"triangle",
		"circle",
		"rect"
	];
	const actualStyle = (t) => ({
		color: t.actual,
		dash: [],
		width: 1.5,
		marker: null
	});
	const persistenceStyle = (t) => ({
		color: t.persistence,
		dash: [5, 4],
		width: 2,
		marker: null
	});
	const driftStyle = (t) => ({
		color: t.persistence,
		dash: [1.5, 3],
		width: 1.5,
		marker: null
	});
	function modelStyles(theme, models) {
		const seen = {
			rnn: 0,
			lstm: 0,
			gru: 0
		};
		const styles = {};
		for (const { name, cell } of models) styles[name] = cellStyle(theme, cell, seen[cell]++);
		return styles;
	}
	function cellStyle(theme, cell, k) {
		const hue = theme.cells[cell];
		if (k === 0) return {
			color: hue,
			dash: cellDashes[cell],
			width: 1.6,
			marker: cellMarkers[cell]
		};
		return {
			color: mix(hue, theme.ink, [
				0,
				.35,
				.6
			][k % 3] ?? 0),
			dash: otherDashes[(k - 1) % otherDashes.length] ?? [],
			width: 1.6,
			marker: otherMarkers[(k - 1) % otherMarkers.length] ?? "diamond"
		};
	}
	function mix(a, b, share) {
		const channel = (hex, i) => Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
		return `#${[
			0,
			1,
			2
		].map((i) => Math.round(channel(a, i) * (1 - share) + channel(b, i) * share)).map((v) => v.toString(16).padStart(2, "0")).join("")}`;
	}

// src/shared/charts/ticks.ts
	function niceScale(values, count = 4) {
		let [low, high] = extent(values);
		const size = Math.max(Math.abs(low), Math.abs(high));
		if (high - low <= size * 1e-9 || size < 1e-100) {
			const pad = size < 1e-100 ? .5 : size * .01;
			[low, high] = [low - pad, high + pad];
		}
		const interval = niceStep((high - low) / count);
		const round = (v) => Number(v.toPrecision(12));
		return {
			min: round(Math.floor(low / interval + 1e-9) * interval),
			max: round(Math.ceil(high / interval - 1e-9) * interval),
			interval
		};
	}
	function extent(values) {
		let [low, high] = [Infinity, -Infinity];
		for (const v of values) {
			if (!isNumber(v)) continue;
			if (v < low) low = v;
			if (v > high) high = v;
		}
		return low <= high ? [low, high] : [0, 1];
	}
	function niceStep(raw) {
		const power = 10 ** Math.floor(Math.log10(raw));
		const lead = [
			1,
			2,
			2.5,
			5,
			10
		].find((s) => s * power >= raw * (1 - 1e-9)) ?? 10;
		return Number((lead * power).toPrecision(12));
	}
	const tickDecimals = (interval) => Math.max(0, Math.min(10, -Math.floor(Math.log10(interval) + 1e-9) + (isRoundStep(interval) ? 0 : 1)));
	const isRoundStep = (interval) => {
		const lead = interval / 10 ** Math.floor(Math.log10(interval) + 1e-9);
		return Math.abs(lead - Math.round(lead)) < 1e-6;
	};
	const scaleTicks = ({ min, max, interval }) => Array.from({ length: Math.round((max - min) / interval) + 1 }, (_, i) => Number((min + i * interval).toPrecision(12)));
	function logTicks(min, max) {
		const leads = Math.log10(max / min) > 3.2 ? [1] : [
			1,
			2,
			5
		];
		const inner = [];
		for (let e = Math.floor(Math.log10(min)) - 1; e <= Math.log10(max) + 1; e++) for (const lead of leads) inner.push(Number((lead * 10 ** e).toPrecision(6)));
		return [
			min,
			...inner.filter((v) => v > min * 1.3 && v < max / 1.3),
			max
		];
	}
	function roundLog(value, side) {
		const power = 10 ** Math.floor(Math.log10(value));
		const leads = [
			1,
			2,
			3,
			5,
			7,
			10
		].map((lead) => Number((lead * power).toPrecision(6)));
		const fits = (v) => side === "down" ? v <= value * (1 + 1e-9) : v >= value * (1 - 1e-9);
		return (side === "down" ? leads.reverse() : leads).find(fits) ?? value;
	}
	function dateTicks(dates, start, end, maxCount) {
		const firsts = monthStarts(dates, start, end);
		if (firsts.length < 2) return weekTicks(dates, start, end, maxCount);
		const step = [
			1,
			2,
			3,
			6,
			12,
			24,
			60,
			120,
			240
		].find((s) => firsts.length / s <= maxCount) ?? 480;
		return firsts.filter((i) => monthNumber(dates[i] ?? "") % step === 0).map((index, k) => ({
			index,
			label: monthLabel(dates[index] ?? "", k === 0, step)
		}));
	}
	const monthNumber = (date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
	function monthLabel(date, first, step) {
		if (step >= 12) return date.slice(0, 4);
		return first || date.slice(5, 7) === "01" ? `${monthName(date)} ${date.slice(0, 4)}` : monthName(date);
	}
	function monthStarts(dates, start, end) {
		const found = [];
		for (let i = Math.max(1, start); i <= end; i++) if (dates[i]?.slice(0, 7) !== dates[i - 1]?.slice(0, 7)) found.push(i);
		return found;
	}
	function weekTicks(dates, start, end, maxCount) {
		const day = (i) => Date.parse(`${dates[i]}T00:00:00Z`) / 864e5;
		const week = (i) => Math.floor((day(i) - 4) / 7);
		const mondays = [];
		for (let i = Math.max(1, start); i <= end; i++) if (week(i) !== week(i - 1)) mondays.push(i);
		const every = Math.max(1, Math.ceil(mondays.length / maxCount));
		return mondays.filter((_, k) => k % every === 0).map((index, k) => {
			const date = dates[index] ?? "";
			const text = `${Number(date.slice(8, 10))} ${monthName(date)}`;
			return {
				index,
				label: k === 0 ? `${text} ${date.slice(0, 4)}` : text
			};
		});
	}
	function countTicks(min, max, count) {
		const step = Math.max(1, niceStep((max - min) / Math.max(1, count)));
		const ticks = [];
		for (let v = Math.ceil(min / step) * step; v <= max; v += step) ticks.push(v);
		return ticks;
	}

// src/shared/charts/frame.ts
	function makePlot(look, margins, x, y) {
		const across = look.width - margins.left - margins.right;
		const down = look.height - margins.top - margins.bottom;
		const f = y.log === true ? Math.log10 : (v) => v;
		const share = (v, min, max) => max > min ? (v - min) / (max - min) : 0;
		return {
			...look,
			...margins,
			px: (v) => margins.left + across * share(v, x.min, x.max),
			py: (v) => margins.top + down * (1 - share(f(v), f(y.min), f(y.max)))
		};
	}
	const isNarrow = (look) => look.width < 560;
	const baseOption = ({ theme }) => ({
		animation: false,
		textStyle: {
			fontFamily: chartFont,
			fontSize: 11,
			color: theme.ink3
		},
		backgroundColor: "transparent"
	});
	const gridOf = ({ left, right, top, bottom }) => ({
		left,
		right,
		top,
		bottom,
		outerBoundsMode: "none"
	});
	const axisText = (theme) => ({
		color: theme.ink3,
		fontSize: 11,
		fontFamily: chartFont
	});
	const upright = (theme) => ({ lineStyle: {
		color: theme.line,
		width: 1
	} });
	function dateAxis(dates, view, look, across) {
		const kept = clearOfEdge(dateTicks(dates, view.start, view.end, Math.max(2, Math.floor(across / 64))), view, across);
		const labels = new Map(kept.map((t) => [dates[t.index] ?? "", t.label]));
		const shown = (_, date) => labels.has(date);
		const isInCorner = ((kept[0]?.index ?? view.end) - view.start) * across / (view.end - view.start) < 20;
		return {
			type: "category",
			data: [...dates],
			boundaryGap: false,
			axisLine: {
				onZero: false,
				...upright(look.theme)
			},
			axisTick: {
				show: true,
				alignWithLabel: true,
				interval: shown,
				length: 4,
				...upright(look.theme)
			},
			axisLabel: {
				...axisText(look.theme),
				margin: 9,
				interval: shown,
				hideOverlap: true,
				...isInCorner ? { alignMinLabel: "left" } : {},
				formatter: (date) => labels.get(date) ?? ""
			},
			splitLine: { show: false },
			axisPointer: pointer(look.theme)
		};
	}
	function clearOfEdge(ticks, view, across) {
		const perDay = across / Math.max(1, view.end - view.start);
		const [first, second] = ticks;
		if (first === void 0 || second === void 0) return [...ticks];
		if ((second.index - first.index) * perDay >= 50) return [...ticks];
		const year = /\d{4}$/.exec(first.label)?.[0];
		return [/\d{4}$/.test(second.label) || year === void 0 ? second : {
			...second,
			label: `${second.label} ${year}`
		}, ...ticks.slice(2)];
	}
	const valueAxis = (scale, look, format) => ({
		type: "value",
		...scale,
		axisLine: { show: false },
		axisTick: { show: false },
		axisLabel: {
			...axisText(look.theme),
			formatter: format
		},
		splitLine: { lineStyle: {
			color: look.theme.line2,
			width: 1
		} },
		axisPointer: { show: false }
	});
	const logAxis = (ticks, look, format) => ({
		type: "log",
		min: ticks[0] ?? .1,
		max: ticks.at(-1) ?? 1,
		axisLine: { show: false },
		axisTick: {
			show: false,
			customValues: [...ticks]
		},
		minorTick: { show: false },
		axisLabel: {
			...axisText(look.theme),
			customValues: [...ticks],
			formatter: format
		},
		splitLine: {
			show: true,
			customValues: [...ticks],
			lineStyle: {
				color: look.theme.line2,
				width: 1
			}
		},
		axisPointer: { show: false }
	});
	const countAxis = (min, max, ticks, look, format) => ({
		type: "value",
		min,
		max,
		axisLine: {
			show: true,
			onZero: false,
			...upright(look.theme)
		},
		axisTick: {
			show: true,
			length: 4,
			customValues: [...ticks],
			...upright(look.theme)
		},
		axisLabel: {
			...axisText(look.theme),
			margin: 9,
			customValues: [...ticks],
			hideOverlap: true,
			formatter: format
		},
		splitLine: { show: false },
		axisPointer: pointer(look.theme)
	});
	const leftFor = (scale, format) => 14 + Math.ceil(6.3 * Math.max(...scaleTicks(scale).map((v) => format(v).length)));
	const pointer = (theme) => ({
		show: true,
		type: "line",
		lineStyle: {
			color: theme.ink3,
			width: 1,
			type: "solid"
		},
		label: { show: false }
	});

// src/shared/charts/end-labels.ts
	const lineHeight$1 = 16;
	const charWidth$1 = 6.5;
	const leader = 14;
	const gutterFor = (texts, width) => Math.min(Math.ceil(width * .36), 24 + charWidth$1 * Math.max(8, ...texts.map((t) => t.length)));
	function makeEndLabels(plot, labels) {
		const { shown, more } = fitting(plot, labels.filter((l) => isNumber(l.y)));
		const placed = pushApart(plot, shown, more > 0 ? leastStep : 0);
		const x0 = plot.width - plot.right + leader;
		return placed.flatMap((label, i) => [
			...leaderTo(label, x0, i),
			...markerAt(label, plot, i),
			textAt(label, x0, plot, i)
		]).concat(more > 0 ? [moreAt(more, x0, plot)] : []);
	}
	const leastStep = 12;
	function fitting(plot, labels) {
		const room = Math.floor((plot.height - plot.bottom - plot.top + 4) / leastStep);
		const shown = labels.toSorted((a, b) => plot.py(a.y ?? 0) - plot.py(b.y ?? 0));
		if (shown.length <= room + 1) return {
			shown,
			more: 0
		};
		while (shown.length > Math.max(2, room)) shown.splice(mostCrowded(plot, shown), 1);
		return {
			shown,
			more: labels.length - shown.length
		};
	}
	function mostCrowded(plot, sorted) {
		const y = (i) => plot.py(sorted[i]?.y ?? NaN);
		const distance = (i) => Math.abs(y(i) - y(i - 1));
		const named = sorted.flatMap((l, i) => i > 0 && !/^(Persistence|Actual)/.test(l.text) ? [i] : []);
		return named.reduce((best, i) => distance(i) < distance(best) ? i : best, named[0] ?? 0);
	}
	const moreAt = (count, x0, plot) => ({
		id: "label-more",
		type: "text",
		silent: true,
		x: x0,
		y: round$3(plot.height - plot.bottom),
		style: {
			text: `and ${count} more`,
			fill: plot.theme.ink3,
			font: `400 11px ${chartFont}`,
			verticalAlign: "middle"
		},
		z: 91
	});
	function pushApart(plot, labels, kept) {
		const [top, bottom] = [plot.top, plot.height - plot.bottom];
		const clamp = (y) => Math.min(bottom, Math.max(top, y));
		const placed = labels.map((l) => ({
			...l,
			pointX: plot.px(l.x),
			pointY: clamp(plot.py(l.y ?? 0)),
			labelY: 0
		})).sort((a, b) => a.pointY - b.pointY);
		const floor = bottom - 1 - kept;
		const room = floor - top + 4;
		const step = Math.min(lineHeight$1, Math.max(leastStep, room / Math.max(1, placed.length - 1)));
		spread(placed, placed.map((l) => l.pointY), step, top - 4, Math.max(floor, top - 4 + step * (placed.length - 1)));
		return placed;
	}
	function spread(placed, wanted, step, low, high) {
		const blocks = [];
		wanted.forEach((y, i) => {
			blocks.push({
				first: i,
				count: 1,
				centre: y
			});
			while (overlaps(blocks, step)) mergeLast(blocks);
		});
		for (const { first, count, centre } of blocks) {
			const start = centre - step * (count - 1) / 2;
			for (let k = 0; k < count; k++) {
				const label = placed[first + k];
				if (label !== void 0) label.labelY = start + k * step;
			}
		}
		keepInside(placed, step, low, high);
	}
	function overlaps(blocks, step) {
		const [a, b] = [blocks.at(-2), blocks.at(-1)];
		return a !== void 0 && b !== void 0 && b.centre - a.centre < step * (a.count + b.count) / 2;
	}
	function mergeLast(blocks) {
		const [b, a] = [blocks.pop(), blocks.pop()];
		if (a === void 0 || b === void 0) return;
		const count = a.count + b.count;
		const centre = (a.centre * a.count + b.centre * b.count) / count;
		blocks.push({
			first: a.first,
			count,
			centre
		});
	}
	function keepInside(placed, step, low, high) {
		let floor = low;
		for (const l of placed) {
			l.labelY = Math.max(l.labelY, floor);
			floor = l.labelY + step;
		}
		let ceiling = high;
		for (const l of placed.toReversed()) {
			l.labelY = Math.min(l.labelY, ceiling);
			ceiling = l.labelY - step;
		}
	}
	const round$3 = (v) => Math.round(v * 10) / 10;
	const leaderTo = (l, x0, i) => x0 - l.pointX > 60 ? [] : [{
		id: `leader-${i}`,
		type: "polyline",
		silent: true,
		shape: { points: [
			[round$3(l.pointX + 4), round$3(l.pointY)],
			[x0 - 7, round$3(l.labelY)],
			[x0 - 3, round$3(l.labelY)]
		] },
		style: {
			stroke: l.style.color,
			fill: "none",
			lineWidth: 1,
			opacity: .6
		},
		z: 90
	}];
	const textAt = (l, x0, plot, i) => ({
		id: `label-${i}`,
		type: "text",
		silent: true,
		x: x0,
		y: round$3(l.labelY),
		style: {
			text: shorten(l.text, Math.floor((plot.right - leader - 2) / charWidth$1)),
			fill: l.style.color,
			font: `600 11.5px ${chartFont}`,
			verticalAlign: "middle"
		},
		z: 91
	});
	const shorten = (text, max) => text.length <= max ? text : `${text.slice(0, Math.max(3, max - 8))}\u2026${text.slice(-6)}`;
	function markerAt(l, plot, i) {
		const marker = l.style.marker ?? null;
		if (marker === null) return [];
		const style = {
			fill: l.style.color,
			stroke: plot.theme.panel,
			lineWidth: 1.5
		};
		const shape = markerShape(marker, round$3(l.pointX), round$3(l.pointY));
		return [{
			id: `marker-${i}`,
			silent: true,
			...shape,
			style,
			z: 90
		}];
	}
	function markerShape(marker, x, y) {
		const points = (...offsets) => ({
			type: "polygon",
			shape: { points: offsets.map(([dx, dy]) => [round$3(x + dx), round$3(y + dy)]) }
		});
		if (marker === "circle") return {
			type: "circle",
			shape: {
				cx: x,
				cy: y,
				r: 4
			}
		};
		if (marker === "rect") return points([-3.6, -3.6], [3.6, -3.6], [3.6, 3.6], [-3.6, 3.6]);
		if (marker === "triangle") return points([0, -4.8], [4.8, 3.6], [-4.8, 3.6]);
		return points([0, -5], [5, 0], [0, 5], [-5, 0]);
	}

// src/shared/charts/lines.ts
	const depth = {
		halo: 1,
		faint: 2,
		model: 4,
		actual: 5,
		persistence: 6
	};
	function makeLine(name, style, data, extra = {}) {
		const { lineStyle, ...rest } = extra;
		return {
			type: "line",
			name,
			data: data.map((d) => typeof d === "number" || d === null ? gap(d) : [d[0], gap(d[1])]),
			showSymbol: false,
			symbol: "none",
			silent: true,
			z: depth.model,
			itemStyle: { color: style.color },
			lineStyle: {
				color: style.color,
				width: style.width,
				type: style.dash.length > 0 ? [...style.dash] : "solid",
				join: "round",
				...lineStyle
			},
			emphasis: { disabled: true },
			...rest
		};
	}
	const haloOf = (line, width = 8) => ({
		...line,
		z: depth.halo,
		lineStyle: {
			...line.lineStyle,
			width,
			opacity: .22,
			type: "solid",
			cap: "round",
			join: "round"
		}
	});
	const withMarkers = (line, marker, size, theme) => marker === null ? line : {
		...line,
		showSymbol: true,
		showAllSymbol: true,
		symbol: marker,
		symbolSize: marker === "triangle" ? size + 1.5 : size,
		itemStyle: {
			...line.itemStyle,
			borderColor: theme.panel,
			borderWidth: .6
		}
	};
	const makeBand = (start, end, color, name, theme, distance = 5) => [{
		xAxis: start,
		name,
		itemStyle: { color },
		label: {
			show: name !== "",
			position: "insideTopLeft",
			distance,
			color: theme.ink3,
			fontSize: 11
		}
	}, { xAxis: end }];
	function alongEdge(points, { min, max }) {
		const values = points.map((point) => point[1]).filter(isNumber);
		const isBelow = values.every((v) => v < min);
		if (values.length === 0 || !(isBelow || values.every((v) => v > max))) return points;
		const edge = isBelow ? min : max;
		return points.map(([x, y]) => [x, isNumber(y) ? edge : null]);
	}

// src/shared/charts/range-bands.ts
	const makeRangeBands = (plot, bands) => bands.flatMap((band) => stretchesOf(band).flatMap(([from, to], k) => {
		const points = outline(plot, band, from, to);
		return isFlat(points) ? [] : [polygon(plot, band, points, k)];
	}));
	const bandValues = (bands) => bands.flatMap(({ low, high }) => [...low, ...high]);
	function stretchesOf({ x, low, high }) {
		const stretches = [];
		let start = -1;
		for (let i = 0; i <= x.length; i++) {
			const isThere = i < x.length && isNumber(low[i]) && isNumber(high[i]);
			if (isThere && start < 0) start = i;
			if (isThere || start < 0) continue;
			if (i - start > 1) stretches.push([start, i - 1]);
			start = -1;
		}
		return stretches;
	}
	function outline(plot, { x, low, high }, from, to) {
		const upper = [];
		const lower = [];
		const [left, right] = [plot.left - .5, plot.width - plot.right + .5];
		for (let i = from; i <= to; i++) {
			const across = plot.px(x[i] ?? 0);
			if (across < left || across > right) continue;
			upper.push([round$2(across), downTo(plot, high[i])]);
			lower.unshift([round$2(across), downTo(plot, low[i])]);
		}
		return [...upper, ...lower];
	}
	function downTo(plot, value) {
		const down = plot.py(value ?? 0);
		const bottom = plot.height - plot.bottom;
		return Number.isNaN(down) ? bottom : round$2(Math.min(bottom, Math.max(plot.top, down)));
	}
	const round$2 = (v) => Math.round(v * 10) / 10;
	const isFlat = (points) => points.length < 4 || points.every((point) => point[1] === points[0]?.[1]);
	const polygon = ({ theme }, { name, color, opacity = .2 }, points, k) => ({
		id: `range ${name} ${k}`,
		type: "polygon",
		silent: true,
		z: 0,
		shape: { points },
		style: {
			fill: color,
			opacity: theme.name === "dark" ? 1.2 * opacity : opacity
		}
	});

// src/shared/charts/tooltip.ts
	const makeTooltip = (look, read, indexIn = firstIndex) => ({
		trigger: "axis",
		renderMode: "richText",
		confine: true,
		transitionDuration: 0,
		backgroundColor: look.theme.raised,
		borderColor: look.theme.line,
		borderWidth: 1,
		borderRadius: 4,
		padding: [8, 10],
		shadowBlur: 0,
		textStyle: {
			color: look.theme.ink,
			fontSize: 12,
			lineHeight: 17,
			fontFamily: chartFont
		},
		formatter: (params) => readingText(read(indexIn(params)))
	});
	function readingText(reading) {
		if (reading === null) return "";
		return [reading.head, ...reading.rows.map(([value, name]) => `${value}   ${name}`)].join("\n");
	}
	function firstIndex(params) {
		const first = Array.isArray(params) ? params[0] : params;
		if (typeof first === "object" && first !== null && "dataIndex" in first) return Number(first.dataIndex);
		return -1;
	}

// src/shared/charts/residuals.ts
	function verdictRows({ predictions, verdictPart }) {
		const rows = [];
		predictions.part.forEach((part, i) => {
			if (part === verdictPart) rows.push(i);
		});
		return rows;
	}

// src/shared/charts/change.ts
	function changesOf(data, model) {
		const { actual, persistence, models } = data.predictions;
		const range = data.ranges?.predictions[model];
		return verdictRows(data).flatMap((i) => {
			const [now, before, said] = [
				actual[i],
				persistence[i],
				models[model]?.[i]
			];
			if (!isNumber(now) || !isNumber(before) || !isNumber(said)) return [];
			const change = {
				predicted: said - before,
				actual: now - before
			};
			const [low, high] = [range?.low[i], range?.high[i]];
			return [isNumber(low) && isNumber(high) ? {
				...change,
				low: low - before,
				high: high - before
			} : change];
		});
	}
	function symmetricScale(values, count) {
		const sizes = values.map(Math.abs).sort((a, b) => a - b);
		const reach = (sizes[Math.floor(sizes.length * .99)] ?? 1) || 1;
		const interval = niceStep(reach / count);
		const max = Number((Math.ceil(reach / interval) * interval).toPrecision(12));
		return {
			min: -max,
			max,
			interval
		};
	}
	function makeChange(data, model, look) {
		const points = changesOf(data, model);
		const fine = symmetricScale(points.flatMap((p) => [p.low ?? p.predicted, p.high ?? p.predicted]), 1.5);
		const y = symmetricScale(points.map((p) => p.actual), 2);
		const format = (s) => (v) => formatSigned(v, tickDecimals(s.interval));
		const margins = {
			left: leftFor(y, format(y)),
			right: 24,
			top: 26,
			bottom: 42
		};
		const x = hasRoom(fine, format(fine), look.width - margins.left - margins.right) ? fine : {
			...fine,
			interval: fine.max
		};
		const style = modelStyles(look.theme, data.models)[model];
		const { theme } = look;
		const reach = Math.min(x.max, y.max);
		const plot = makePlot(look, margins, x, y);
		return {
			...baseOption(look),
			grid: gridOf(margins),
			xAxis: {
				...valueAxis(x, look, format(x)),
				axisLine: {
					show: true,
					onZero: false,
					lineStyle: { color: theme.line }
				},
				splitLine: { show: false },
				name: "predicted change",
				nameLocation: "middle",
				nameGap: 24,
				nameTextStyle: axisText(theme)
			},
			yAxis: valueAxis(y, look, format(y)),
			series: [{
				type: "scatter",
				name: displayName(model),
				symbol: style?.marker ?? "circle",
				symbolSize: 4,
				silent: true,
				clip: true,
				itemStyle: {
					color: style?.color ?? theme.ink,
					opacity: .6
				},
				data: points.map((p) => [p.predicted, p.actual]),
				markLine: {
					silent: true,
					symbol: "none",
					label: { show: false },
					data: [{
						xAxis: 0,
						lineStyle: { ...persistenceLine(look) }
					}, [{
						coord: [-reach, -reach],
						lineStyle: {
							color: theme.ink3,
							type: "solid",
							width: 1
						}
					}, { coord: [reach, reach] }]]
				}
			}],
			graphic: [
				...whiskers(points, plot, style?.color ?? theme.ink),
				note("actual", margins.left - 8, 12, "right", theme.ink3, false),
				look.width < 320 ? note("persistence", plot.px(0) - 5, 12, "right", persistenceStyle(theme).color, true) : note("persistence", plot.px(0), 12, "center", persistenceStyle(theme).color, true),
				plot.px(reach) - plot.px(0) < 60 ? note("perfect", plot.px(reach) + 5, plot.py(reach) + 8, "left", theme.ink3, false) : note("perfect", Math.min(plot.px(reach), look.width - margins.right) - 2, plot.py(reach) - 8, "right", theme.ink3, false)
			]
		};
	}
	const hasRoom = (scale, format, across) => across * scale.interval / (scale.max - scale.min) > 6.3 * format(scale.max).length + 6;
	const whiskers = (points, plot, stroke) => {
		const [left, right] = [plot.left, plot.width - plot.right];
		const [top, bottom] = [plot.top, plot.height - plot.bottom];
		return points.flatMap(({ low, high, actual }, i) => {
			if (low === void 0 || high === void 0) return [];
			const [x1, x2] = [Math.max(left, plot.px(low)), Math.min(right, plot.px(high))];
			const y = plot.py(actual);
			if (x1 >= x2 || y < top || y > bottom) return [];
			return [{
				id: `range ${i}`,
				type: "line",
				silent: true,
				z: 0,
				shape: {
					x1: round$1(x1),
					y1: round$1(y),
					x2: round$1(x2),
					y2: round$1(y)
				},
				style: {
					stroke,
					lineWidth: 1,
					opacity: .3
				}
			}];
		});
	};
	const round$1 = (v) => Math.round(v * 10) / 10;
	const persistenceLine = ({ theme }) => ({
		color: theme.persistence,
		width: 2,
		type: [5, 4]
	});
	const note = (text, x, y, align, fill, bold) => ({
		id: `note-${text}`,
		type: "text",
		silent: true,
		x: Math.round(x),
		y: Math.max(8, Math.round(y)),
		style: {
			text,
			fill,
			font: `${bold ? 600 : 400} 11px ${chartFont}`,
			align,
			verticalAlign: "middle"
		},
		z: 90
	});

// src/shared/charts/parts.ts
	function partSpans(split, dates) {
		return split.flatMap(({ part, first, last }) => {
			const start = dates.indexOf(first);
			const end = dates.indexOf(last);
			return start < 0 || end < 0 ? [] : [{
				part,
				start,
				end
			}];
		});
	}
	function rowSpans(parts) {
		const spans = [];
		parts.forEach((part, i) => {
			const last = spans.at(-1);
			if (last?.part === part) spans[spans.length - 1] = {
				...last,
				end: i
			};
			else spans.push({
				part,
				start: i,
				end: i
			});
		});
		return spans;
	}
	const partBands = (spans, theme, { perDay, nameOf = (part) => part, distance = 5 }) => ({
		silent: true,
		z: 0,
		data: spans.map((span, i) => {
			const end = spans[i + 1]?.start ?? span.end;
			const name = nameOf(span.part);
			const fits = (end - span.start) * perDay > name.length * 5.6 + 2 * distance;
			return makeBand(span.start, end, theme.bands[span.part], fits ? name : "", theme, distance);
		})
	});

// src/shared/charts/cumulative-return.ts
	function makeCumulativeReturn(data, look) {
		const { dates, cumulativeReturn: values } = data.series;
		const last = dates.length - 1;
		const scale = niceScale(values, 4);
		const format = (v) => formatNumber(v, tickDecimals(scale.interval));
		const right = gutterFor(["Persistence"], look.width);
		const margins = {
			left: leftFor(scale, format),
			right,
			top: 12,
			bottom: 26
		};
		const view = {
			start: 0,
			end: last
		};
		const plot = makePlot(look, margins, {
			min: 0,
			max: last
		}, scale);
		const yesterday = values.map((_, i) => i === 0 ? null : gap(values[i - 1]));
		const spans = partSpans(data.split, dates);
		const nameOf = (part) => part === "test" && data.testClosed ? "test, closed" : part;
		return {
			...baseOption(look),
			grid: gridOf(margins),
			tooltip: makeTooltip(look, (i) => ({
				head: formatDate(dates[i] ?? ""),
				rows: [[formatNumber(values[i], 4), "Actual"], [formatNumber(yesterday[i], 4), "Persistence"]]
			})),
			xAxis: dateAxis(dates, view, look, look.width - margins.left - margins.right),
			yAxis: valueAxis(scale, look, format),
			series: [makeLine("Persistence", {
				...persistenceStyle(look.theme),
				width: 1
			}, yesterday, {
				z: depth.faint,
				sampling: "lttb"
			}), makeLine("Actual", actualStyle(look.theme), values, {
				sampling: "lttb",
				lineStyle: { width: 1.25 },
				markArea: partBands(spans, look.theme, {
					nameOf,
					perDay: plot.px(1) - plot.px(0)
				})
			})],
			graphic: makeEndLabels(plot, [{
				x: last,
				y: values[last] ?? null,
				text: "Actual",
				style: actualStyle(look.theme)
			}, {
				x: last,
				y: yesterday[last] ?? null,
				text: "Persistence",
				style: persistenceStyle(look.theme)
			}])
		};
	}

// src/shared/charts/fit.ts
	const closeUp = ({ dates }, days = 66) => ({
		start: Math.max(0, dates.length - days),
		end: Math.max(0, dates.length - 1)
	});
	const wholeView = ({ dates }) => ({
		start: 0,
		end: Math.max(0, dates.length - 1)
	});
	const stripHeight = 32;
	const bottomWithStrip = 84;
	function shiftModels(data, shift) {
		if (shift === 0) return data;
		const moved = (values) => values.map((_, i) => values[i - shift] ?? null);
		const models = Object.entries(data.predictions.models).map(([n, values]) => [n, moved(values)]);
		const predictions = {
			...data.predictions,
			models: Object.fromEntries(models)
		};
		const { ranges } = data;
		if (ranges === void 0) return {
			...data,
			predictions
		};
		const reach = Object.entries(ranges.predictions).map(([n, { low, high }]) => [n, {
			low: moved(low),
			high: moved(high)
		}]);
		return {
			...data,
			predictions,
			ranges: {
				...ranges,
				predictions: Object.fromEntries(reach)
			}
		};
	}
	function makeFit(given, choice, look) {
		const data = shiftModels(given, choice.shift ?? 0);
		const { dates } = data.predictions;
		const shown = shownModels(data, choice, look);
		const scale = fitScale(given, shown.map((m) => m.name), choice.view);
		const bands = fitBands(data, shown);
		const format = (v) => formatNumber(v, tickDecimals(scale.interval));
		const names = [
			"Persistence",
			"Actual",
			...shown.map((m) => displayName(m.name))
		];
		const margins = {
			left: leftFor(scale, format),
			right: gutterFor(names, look.width),
			top: 14,
			bottom: choice.strip ? bottomWithStrip : 26
		};
		const across = look.width - margins.left - margins.right;
		const stripGrid = {
			...margins,
			top: look.height - 22 - stripHeight,
			bottom: 22
		};
		const plot = makePlot(look, margins, {
			min: choice.view.start,
			max: choice.view.end
		}, scale);
		const main = {
			...dateAxis(dates, choice.view, look, across),
			gridIndex: 0
		};
		const whole = {
			...dateAxis(dates, wholeView(data.predictions), look, across),
			gridIndex: 1
		};
		return {
			...baseOption(look),
			grid: choice.strip ? [gridOf(margins), gridOf(stripGrid)] : [gridOf(margins)],
			tooltip: fitTooltip(data.predictions, shown.map((m) => m.name), look),
			xAxis: choice.strip ? [main, quiet(whole)] : [main],
			yAxis: choice.strip ? [valueAxis(scale, look, format), stripScale(data.predictions)] : [valueAxis(scale, look, format)],
			dataZoom: zoomOf(choice, stripGrid, look),
			series: [...fitLines(data, choice, shown, look), ...choice.strip ? [stripLine(data, look)] : []],
			graphic: [...makeRangeBands(plot, bands), ...makeEndLabels(plot, fitLabels(data, choice, shown, look))]
		};
	}
	function shownModels(data, choice, look) {
		const styles = modelStyles(look.theme, data.models);
		return data.models.flatMap(({ name }) => {
			const style = styles[name];
			if (style === void 0 || choice.model !== "all" && choice.model !== name) return [];
			return [{
				name,
				style
			}];
		});
	}
	function fitBands({ ranges, predictions }, shown) {
		const x = predictions.dates.map((_, i) => i);
		return shown.flatMap(({ name, style }) => {
			const range = ranges?.predictions[name];
			return range === void 0 ? [] : [{
				name,
				color: style.color,
				x,
				...range
			}];
		});
	}
	function fitScale({ predictions: table, ranges }, names, view) {
		const columns = [
			table.actual,
			table.persistence,
			...names.map((n) => table.models[n] ?? []),
			...names.flatMap((n) => [ranges?.predictions[n]?.low ?? [], ranges?.predictions[n]?.high ?? []])
		];
		return niceScale(columns.flatMap((c) => extentOf(c, view)), 4);
	}
	const extentOf = (column, { start, end }) => {
		const seen = column.slice(start, end + 1);
		return seen.some(isNumber) ? extent(seen) : [];
	};
	function fitLines(data, choice, shown, look) {
		const { actual, persistence, models, part } = data.predictions;
		const days = choice.view.end - choice.view.start + 1;
		const dense = look.width / days < 6;
		const markers = choice.model !== "all" && look.width / days > 8;
		const dashed = makeLine("Persistence", persistenceStyle(look.theme), persistence, {
			z: depth.persistence,
			lineStyle: { width: dense ? 1.25 : 2 }
		});
		const spans = rowSpans(part).filter((s) => s.end >= choice.view.start && s.start <= choice.view.end);
		return [
			makeLine("Actual", actualStyle(look.theme), actual, {
				id: "actual",
				z: depth.actual,
				...dense ? { lineStyle: { width: 1.1 } } : {},
				...spans.length > 1 ? { markArea: partBands(spans, look.theme, { perDay: perDay(look, days) }) } : {}
			}),
			{
				...haloOf(dashed, dense ? 4 : 8),
				id: "halo",
				name: "Persistence, halo"
			},
			...shown.map(({ name, style }) => {
				const line = makeLine(displayName(name), style, models[name] ?? [], {
					id: `model-${name}`,
					...markers ? { lineStyle: {
						type: "solid",
						width: 1.5
					} } : {}
				});
				return markers ? withMarkers(line, style.marker, 5, look.theme) : line;
			}),
			{
				...dashed,
				id: "persistence"
			}
		];
	}
	function fitLabels(data, choice, shown, look) {
		const { actual, persistence, models } = data.predictions;
		const x = choice.view.end;
		const endOf = (name) => {
			const values = models[name] ?? [];
			let at = x;
			while (at > choice.view.start && !isNumber(values[at])) at--;
			return {
				x: at,
				y: values[at] ?? null
			};
		};
		return [
			{
				x,
				y: actual[x] ?? null,
				text: "Actual",
				style: actualStyle(look.theme)
			},
			{
				x,
				y: persistence[x] ?? null,
				text: "Persistence",
				style: persistenceStyle(look.theme)
			},
			...shown.map(({ name, style }) => ({
				...endOf(name),
				text: displayName(name),
				style
			}))
		];
	}
	const quiet = (axis) => ({
		...axis,
		axisLine: { show: false },
		axisTick: { show: false },
		axisPointer: { show: false }
	});
	const stripScale = (table) => {
		const [min, max] = extent(table.actual);
		const room = max - min || 1;
		return {
			type: "value",
			gridIndex: 1,
			show: false,
			min: min - .1 * room,
			max: max + .8 * room
		};
	};
	const stripLine = ({ predictions }, look) => makeLine("Whole series", {
		...actualStyle(look.theme),
		color: look.theme.ink3
	}, predictions.actual, {
		id: "strip",
		xAxisIndex: 1,
		yAxisIndex: 1,
		lineStyle: { width: 1 },
		sampling: "lttb",
		markArea: partBands(rowSpans(predictions.part), look.theme, {
			perDay: perDay(look, predictions.dates.length),
			distance: 2
		})
	});
	const perDay = (look, days) => .8 * look.width / Math.max(1, days);
	function zoomOf(choice, grid, look) {
		const range = {
			startValue: choice.view.start,
			endValue: choice.view.end,
			xAxisIndex: 0,
			minValueSpan: 9
		};
		const inside = {
			...range,
			id: "pan",
			type: "inside",
			zoomOnMouseWheel: "ctrl",
			moveOnMouseWheel: false,
			filterMode: "filter"
		};
		if (!choice.strip) return [inside];
		return [inside, {
			...range,
			...sliderLook(grid, look),
			id: "strip",
			type: "slider"
		}];
	}
	const sliderLook = (grid, { theme }) => ({
		left: grid.left,
		right: grid.right,
		top: grid.top,
		height: stripHeight,
		showDetail: false,
		showDataShadow: false,
		brushSelect: true,
		brushStyle: {
			color: theme.focus,
			opacity: .18
		},
		backgroundColor: "transparent",
		borderColor: "transparent",
		fillerColor: "transparent",
		handleIcon: "path://M4.2 0H5.8V11H8V21H5.800V32H4.200V21H2V11H4.200Z",
		handleSize: "100%",
		handleStyle: {
			color: theme.ink,
			borderWidth: 0
		},
		moveHandleSize: 5,
		moveHandleIcon: "none",
		moveHandleStyle: {
			color: theme.ink3,
			opacity: .55
		},
		emphasis: {
			handleStyle: {
				color: theme.focus,
				borderWidth: 0
			},
			moveHandleStyle: {
				color: theme.focus,
				opacity: 1
			}
		}
	});
	const fitTooltip = (table, names, look) => makeTooltip(look, (i) => ({
		head: `${formatDate(table.dates[i] ?? "")}, ${table.part[i] ?? ""}`,
		rows: [
			[formatValue(table.actual[i]), "Actual"],
			[formatValue(table.persistence[i]), "Persistence"],
			...names.map((n) => [formatValue(table.models[n]?.[i]), displayName(n)])
		]
	}));

// src/shared/charts/fan.ts
	function fanOf(path, name, { at, models, look }) {
		if (name === void 0) return null;
		const widths = path.bands?.[name];
		const centre = centreOf(path, name);
		if (widths === void 0 || centre === void 0 || !widths[80].some(isNumber)) return null;
		const theme = look?.theme ?? lightTheme;
		const base = name === "drift" ? driftStyle(theme) : persistenceStyle(theme);
		const around = (own, side) => [
			...Array(at).fill(null),
			path.persistence[0] ?? null,
			...centre.map((value, k) => edge(value, own[k], side))
		];
		const edges = (own) => ({
			low: around(own, -1),
			high: around(own, 1)
		});
		return {
			name,
			style: modelStyles(theme, models)[name] ?? base,
			edges: {
				80: edges(widths[80]),
				95: edges(widths[95])
			}
		};
	}
	const edge = (value, width, side) => isNumber(value) && isNumber(width) ? value * Math.exp(side * width) : null;
	const centreOf = (path, name) => name === "persistence" ? path.persistence : name === "drift" ? path.drift : path.models[name];
	const fanBands = (fan) => fan === null ? [] : [95, 80].map((share) => ({
		name: `${displayName(fan.name)}, ${share} %`,
		color: fan.style.color,
		x: fan.edges[share].low.map((_, row) => row),
		...fan.edges[share]
	}));
	function fanLabels(fan) {
		if (fan === null) return [];
		return [95, 80].flatMap((share) => {
			const { high } = fan.edges[share];
			const x = high.findLastIndex(isNumber);
			return x < 0 ? [] : [{
				x,
				y: high[x] ?? null,
				text: `${share} %`,
				style: { color: fan.style.color }
			}];
		});
	}
	function fanRows(fan, i) {
		if (fan === null) return [];
		return [80, 95].flatMap((share) => {
			const { low, high } = fan.edges[share];
			return isNumber(low[i]) && isNumber(high[i]) && low[i] !== high[i] ? [[`${formatValue(low[i])} to ${formatValue(high[i])}`, `${displayName(fan.name)}, ${share} %`]] : [];
		});
	}
	const normalQuantile = {
		80: 1.2816,
		95: 1.96
	};
	function coneOf(path, sigma, at) {
		const level = gap(path.persistence[0]);
		if (level === null || sigma === null) return [];
		const side = (z) => [...Array(at).fill(null), ...[0, ...path.step].map((h) => level * Math.exp(z * sigma * Math.sqrt(h)))];
		const { 80: inner, 95: outer } = normalQuantile;
		return [
			side(outer),
			side(-outer),
			side(inner),
			side(-inner)
		];
	}
	const drawCone = (cone, { theme }) => cone.map((edge, k) => makeLine(`Persistence \u221ah, normal, ${k < 2 ? 95 : 80} %`, coneStyle(theme), edge, { z: depth.faint }));
	const coneStyle = (theme) => ({
		...persistenceStyle(theme),
		dash: [2, 3],
		width: 1
	});
	const coneLabel = (cone, look) => cone.slice(0, 1).map((edge) => ({
		x: edge.length - 1,
		y: edge.at(-1) ?? null,
		text: isNarrow(look) ? "√h, 95 %" : "normal √h, 95 %",
		style: { color: look.theme.ink3 }
	}));
	function dailyVolatility({ series, split }) {
		if (series === void 0) return null;
		const last = split?.find(({ part }) => part === "train")?.last;
		const end = last === void 0 ? series.dates.length : series.dates.indexOf(last) + 1;
		const prices = series.price.slice(0, end);
		const returns = prices.slice(1).map((price, i) => Math.log((price ?? NaN) / (prices[i] ?? NaN))).filter(isNumber);
		if (returns.length < 2) return null;
		const mean = returns.reduce((a, b) => a + b, 0) / returns.length;
		return Math.sqrt(returns.reduce((a, r) => a + (r - mean) ** 2, 0) / (returns.length - 1));
	}

// src/shared/charts/paths.ts
	const fromOrigin = (path, values) => [path.persistence[0] ?? null, ...values];
	function pathLines(path, models, at, look) {
		const styles = modelStyles(look.theme, models);
		const pad = (values) => [...Array(at).fill(null), ...fromOrigin(path, values)];
		const networks = models.flatMap(({ name }) => {
			const style = styles[name];
			const values = path.models[name];
			return style === void 0 || values === void 0 ? [] : [{
				name,
				style,
				values: pad(values),
				z: depth.model
			}];
		});
		return [
			{
				name: "drift",
				style: driftStyle(look.theme),
				values: pad(path.drift),
				z: depth.faint
			},
			...networks,
			{
				name: "persistence",
				style: persistenceStyle(look.theme),
				values: pad(path.persistence),
				z: depth.persistence
			}
		];
	}
	function pathBands(path, ranges, lines, at) {
		return lines.flatMap(({ name, style }) => {
			const range = ranges?.[name];
			if (range === void 0 || path.models[name] === void 0) return [];
			const low = fromOrigin(path, range.low);
			const x = low.map((_, k) => at + k);
			return [{
				name,
				color: style.color,
				x,
				low,
				high: fromOrigin(path, range.high)
			}];
		});
	}
	const drawPath = (line) => makeLine(displayName(line.name), line.style, line.values, { z: line.z });
	function pathLabel(line, text) {
		const x = line.values.findLastIndex(isNumber);
		const last = line.values[x] ?? null;
		return {
			x,
			y: last,
			text: text(displayName(line.name), last ?? NaN),
			style: line.style
		};
	}
	const truthLine = (values, look) => ({
		name: "actual",
		style: actualStyle(look.theme),
		values,
		z: depth.actual
	});

// src/shared/charts/forecast.ts
	const before = 75;
	function makeForecast(data, look, { fan: chosen } = {}) {
		const path = data.forecast;
		const known = knownDays(data);
		const at = known.dates.length - 1;
		const dates = [...known.dates, ...path.dates];
		const last = dates.length - 1;
		const lines = [...pathLines(path, data.models, at, look), truthLine(known.values, look)];
		const fan = fanOf(path, chosen, {
			at,
			models: data.models,
			look
		});
		const cone = coneOf(path, dailyVolatility(data), at);
		const bands = [...fanBands(fan), ...pathBands(path, data.ranges?.forecast, lines, at)];
		const values = [
			...lines.flatMap((l) => l.values),
			...cone.flat(),
			...bandValues(bands)
		];
		const scale = niceScale(values, 5);
		const format = (v) => formatNumber(v, tickDecimals(scale.interval));
		const labels = [
			...lines.slice(0, -1).map((l) => pathLabel(l, (name, v) => nameAndValue(name, v, look))),
			...fanLabels(fan),
			...coneLabel(cone, look)
		];
		const margins = {
			left: leftFor(scale, format),
			right: gutterFor(labels.map((l) => l.text), look.width),
			top: 26,
			bottom: 26
		};
		const plot = makePlot(look, margins, {
			min: 0,
			max: last
		}, scale);
		return {
			...baseOption(look),
			grid: gridOf(margins),
			tooltip: makeTooltip(look, (i) => ({
				head: headOf(data, dates, at, i),
				rows: [...lines.toReversed().filter((l) => isNumber(l.values[i])).map((l) => [formatValue(l.values[i]), displayName(l.name)]), ...fanRows(fan, i)]
			})),
			xAxis: dateAxis(dates, {
				start: 0,
				end: last
			}, look, look.width - margins.left - margins.right),
			yAxis: valueAxis(scale, look, format),
			series: [...drawCone(cone, look), ...lines.map(drawPath).map((s, i, all) => i === all.length - 1 ? {
				...s,
				markLine: originMark(path.origin, at, look)
			} : s)],
			graphic: [...makeRangeBands(plot, bands), ...makeEndLabels(plot, labels)]
		};
	}
	const nameAndValue = (name, v, look) => isNarrow(look) ? name : `${name} ${formatValue(v)}`;
	function headOf({ forecast }, dates, at, i) {
		const step = i - at;
		const guess = step > 0 && forecast.guessed[step - 1] === true ? ", date a guess" : "";
		return `${formatDate(dates[i] ?? "")}${step > 0 ? `, step ${step}` : ""}${guess}`;
	}
	function knownDays({ series, forecast, unit }) {
		const values = unit === "price" ? series.price : series.cumulativeReturn;
		const found = series.dates.indexOf(forecast.origin);
		const origin = found < 0 ? series.dates.length - 1 : found;
		const from = Math.max(0, origin - before + 1);
		return {
			dates: series.dates.slice(from, origin + 1),
			values: values.slice(from, origin + 1)
		};
	}
	const originMark = (origin, at, { theme }) => ({
		silent: true,
		symbol: "none",
		data: [{ xAxis: at }],
		lineStyle: {
			color: theme.ink,
			width: 1,
			type: "solid"
		},
		label: {
			show: true,
			position: "end",
			formatter: `origin, ${formatDate(origin)}`,
			color: theme.ink,
			fontSize: 11,
			fontWeight: 600,
			distance: 5
		}
	});

// src/shared/charts/gradients.ts
	function lastProfiles({ models, gradients }) {
		return models.flatMap((m) => {
			const last = gradients.filter((g) => g.model === m.name).reduce((a, g) => a === null || g.epoch > a.epoch ? g : a, null);
			return last === null ? [] : [last];
		});
	}
	function makeGradients(data, look) {
		const curves = gradientCurves(data, look);
		const steps = Math.max(1, ...curves.map((c) => c.values.length));
		const ticks = decades(curves);
		const labelled = curves.filter((c) => c.top);
		const margins = {
			left: 46,
			right: gutterFor(labelled.map((c) => displayName(c.model)), look.width),
			top: 12,
			bottom: 26
		};
		const [min, max] = [ticks[0] ?? .1, ticks.at(-1) ?? 1];
		const plot = makePlot(look, margins, {
			min: 1,
			max: steps
		}, {
			min,
			max,
			log: true
		});
		const positions = countTicks(1, steps, 6);
		const marks = positions[0] === 1 ? positions : [1, ...positions];
		return {
			...baseOption(look),
			grid: gridOf(margins),
			tooltip: makeTooltip(look, (i) => ({
				head: `t = ${i + 1}`,
				rows: curves.map((c) => [scientific(c.values[i] ?? null), c.name])
			})),
			xAxis: countAxis(1, steps, marks, look, (v) => v === marks.at(-1) ? `t = ${v}` : String(v)),
			yAxis: logAxis(ticks, look, (v) => formatPower(Math.round(Math.log10(v)))),
			series: curves.map((c) => makeLine(c.name, c.style, c.values.map((v, t) => [t + 1, isNumber(v) && v > 0 ? v : null]), {
				z: c.top ? depth.model : depth.faint,
				lineStyle: c.top ? {} : {
					width: 1,
					opacity: .6
				}
			})),
			graphic: makeEndLabels(plot, labelled.map((c) => ({
				x: steps,
				y: c.values.findLast(isNumber) ?? null,
				text: displayName(c.model),
				style: c.style
			})))
		};
	}
	const scientific = (v) => {
		if (!isNumber(v) || v === 0) return v === 0 ? "0" : "–";
		const exponent = Math.floor(Math.log10(v));
		return `${(v / 10 ** exponent).toFixed(2)} \u00d7 ${formatPower(exponent)}`;
	};
	function gradientCurves(data, look) {
		const styles = modelStyles(look.theme, data.models);
		return lastProfiles(data).flatMap(({ model, norms }) => {
			const style = styles[model];
			if (style === void 0) return [];
			return norms.map((values, layer) => {
				const top = layer === norms.length - 1;
				return {
					model,
					name: norms.length === 1 ? displayName(model) : `${displayName(model)}, layer ${layer + 1}`,
					values,
					top,
					style: top ? style : {
						...style,
						marker: null
					}
				};
			});
		});
	}
	function decades(curves) {
		const logs = curves.flatMap((c) => c.values.filter((v) => isNumber(v) && v > 0).map(Math.log10));
		const [low, high] = extent(logs);
		const [from, to] = [Math.max(-20, Math.floor(low)), Math.max(Math.ceil(high), Math.floor(low) + 1)];
		const step = Math.ceil((to - from) / 6);
		const ticks = [];
		for (let e = to; e > from - step; e -= step) ticks.unshift(Number(`1e${e}`));
		return ticks;
	}

// src/shared/charts/hindcast.ts
	const narrow = 340;
	function makeHindcast(data, look, { fan: chosen } = {}) {
		const path = data.hindcast;
		const dates = [path.origin, ...path.dates];
		const last = dates.length - 1;
		const lines = [...pathLines(path, data.models, 0, look), truthLine(fromOrigin(path, path.actual), look)];
		const fan = fanOf(path, chosen, {
			at: 0,
			models: data.models,
			look
		});
		const cone = coneOf(path, dailyVolatility(data), 0);
		const bands = [...fanBands(fan), ...pathBands(path, data.ranges?.hindcast, lines, 0)];
		const values = [
			...lines.flatMap((l) => l.values),
			...cone.flat(),
			...bandValues(bands)
		];
		const scale = niceScale(values, 4);
		const format = (v) => formatNumber(v, tickDecimals(scale.interval));
		const rmse = (name) => formatValue(data.hindcastRmse[name]);
		const labels = [
			...lines.map((line) => pathLabel(line, (name) => line.name === "actual" || look.width < narrow || !isNumber(data.hindcastRmse[line.name]) ? name : `${name} ${rmse(line.name)}`)),
			...fanLabels(fan),
			...coneLabel(cone, look)
		];
		const margins = {
			left: leftFor(scale, format),
			right: gutterFor(labels.map((l) => l.text), look.width),
			top: 14,
			bottom: 26
		};
		const plot = makePlot(look, margins, {
			min: 0,
			max: last
		}, scale);
		return {
			...baseOption(look),
			grid: gridOf(margins),
			tooltip: makeTooltip(look, (i) => ({
				head: i === 0 ? `${formatDate(path.origin)}, origin` : `${formatDate(dates[i] ?? "")}, step ${i}`,
				rows: [...lines.toReversed().map((l) => [formatValue(l.values[i]), displayName(l.name)]), ...fanRows(fan, i)]
			})),
			xAxis: dateAxis(dates, {
				start: 0,
				end: last
			}, look, look.width - margins.left - margins.right),
			yAxis: valueAxis(scale, look, format),
			series: [...drawCone(cone, look), ...lines.map(drawPath)],
			graphic: [...makeRangeBands(plot, bands), ...makeEndLabels(plot, labels)]
		};
	}

// src/shared/lab/numbers.ts
	function fill(count, value) {
		const values = new Float64Array(count);
		for (let i = 0; i < count; i++) values[i] = value(i);
		return values;
	}
	function mean(values, start = 0, end = values.length) {
		let sum = 0;
		for (let i = start; i < end; i++) sum += values[i];
		return sum / (end - start);
	}
	const orNull = (value) => Number.isFinite(value) ? value : null;
	function correlation(a, b) {
		const meanA = mean(a);
		const meanB = mean(b);
		let ab = 0;
		let aa = 0;
		let bb = 0;
		for (let i = 0; i < a.length; i++) {
			ab += (a[i] - meanA) * (b[i] - meanB);
			aa += (a[i] - meanA) ** 2;
			bb += (b[i] - meanB) ** 2;
		}
		return ab / Math.sqrt(aa * bb);
	}

// src/shared/lab/lag.ts
	function lagCurve(predicted, actual, furthest = 10) {
		const fits = Array.from({ length: 2 * furthest + 1 }, (_, k) => k - furthest).map((shift) => fitAt(predicted, actual, shift));
		return {
			fits,
			best: bestShift(fits)
		};
	}
	function fitAt(predicted, actual, shift) {
		const start = Math.max(0, shift);
		const end = Math.min(actual.length, predicted.length + shift);
		const days = Math.max(0, end - start);
		const truth = fill(days, (k) => actual[start + k]);
		const moved = fill(days, (k) => predicted[start + k - shift]);
		return {
			shift,
			rmse: orNull(Math.sqrt(mean(fill(days, (k) => (truth[k] - moved[k]) ** 2)))),
			correlation: orNull(correlation(changes(moved), changes(truth))),
			days
		};
	}
	const changes = (values) => fill(Math.max(0, values.length - 1), (t) => values[t + 1] - values[t]);
	function bestShift(fits) {
		const all = Math.max(...fits.map((fit) => fit.days));
		const eligible = fits.filter((fit) => fit.rmse !== null && fit.days >= all / 2);
		eligible.sort((a, b) => a.rmse - b.rmse || Math.abs(a.shift) - Math.abs(b.shift));
		return eligible[0]?.shift ?? null;
	}

// src/shared/charts/lag.ts
	const furthest = 5;
	const dayText = (shift) => formatSigned(shift, 0);
	function shiftErrors(data, column) {
		const rows = verdictRows(data);
		const pick = (values) => Float64Array.from(rows, (i) => values[i] ?? NaN);
		return lagCurve(pick(column), pick(data.predictions.actual), furthest);
	}
	function makeLag(data, model, look) {
		const curve = shiftErrors(data, data.predictions.models[model] ?? []);
		const base = shiftErrors(data, data.predictions.persistence);
		const shifts = curve.fits.map((f) => f.shift);
		const color = modelStyles(look.theme, data.models)[model]?.color ?? look.theme.ink;
		const styleP = persistenceStyle(look.theme);
		const rmse = curve.fits.map((f) => f.rmse);
		const scale = niceScale([
			0,
			...rmse,
			...base.fits.map((f) => f.rmse)
		], 3);
		const margins = {
			left: 14,
			right: 14,
			top: 24,
			bottom: 40
		};
		const plot = makePlot(look, margins, {
			min: -.5,
			max: shifts.length - .5
		}, {
			...scale,
			max: scale.max
		});
		return {
			...baseOption(look),
			grid: gridOf(margins),
			tooltip: makeTooltip(look, (i) => ({
				head: `shift ${dayText(shifts[i] ?? 0)} days`,
				rows: [[formatValue(base.fits[i]?.rmse), "Persistence"], [formatValue(rmse[i]), displayName(model)]]
			})),
			xAxis: {
				type: "category",
				data: shifts.map(dayText),
				axisLine: { lineStyle: { color: look.theme.line } },
				axisTick: { show: false },
				axisLabel: {
					...axisText(look.theme),
					margin: 8,
					interval: 0
				},
				name: "shift of the prediction, days",
				nameLocation: "middle",
				nameGap: 24,
				nameTextStyle: axisText(look.theme)
			},
			yAxis: {
				type: "value",
				show: false,
				min: scale.min,
				max: scale.max
			},
			series: [{
				type: "bar",
				name: displayName(model),
				barWidth: 18,
				silent: true,
				data: curve.fits.map((f) => ({
					value: f.rmse ?? NaN,
					itemStyle: {
						color: f.shift === curve.best ? color : f.shift === 0 ? look.theme.ink3 : look.theme.bar,
						borderRadius: 1
					}
				}))
			}, makeLine("Persistence", styleP, base.fits.map((f) => f.rmse), { z: 6 })],
			graphic: [...bestNote(curve.best, rmse, shifts, plot, color), persistenceNote(base.fits.map((f) => f.rmse), plot, styleP.color)]
		};
	}
	function bestNote(best, rmse, shifts, plot, color) {
		if (best === null) return [];
		const i = shifts.indexOf(best);
		const x = Math.round(plot.px(i)) + .5;
		return [{
			id: "best-fit-hairline",
			type: "line",
			silent: true,
			shape: {
				x1: x,
				y1: 16,
				x2: x,
				y2: Math.round(plot.py(rmse[i] ?? 0)) - 3
			},
			style: {
				stroke: color,
				lineWidth: 1,
				opacity: .6
			},
			z: 90
		}, noteAt("best fit", plot.px(i), 8, "center", color)];
	}
	const persistenceNote = (rmse, plot, color) => noteAt("persistence", plot.px(rmse.length - 1), plot.py(extent(rmse)[1]) - 10, "right", color);
	const noteAt = (text, x, y, align, fill) => ({
		id: `note-${text.replace(" ", "-")}`,
		type: "text",
		silent: true,
		x: Math.round(x + (align === "right" ? 12 : 0)),
		y: Math.round(Math.max(8, y)),
		style: {
			text,
			fill,
			font: `600 11px ${chartFont}`,
			align,
			verticalAlign: "middle"
		},
		z: 90
	});

// src/shared/charts/epoch-flags.ts
	const charWidth = 6.2;
	const lineHeight = 15;
	const rise = 34;
	const mostLevels = 4;
	function makeEpochFlags(plot, flags) {
		const taken = [];
		return flags.toSorted((a, b) => a.epoch - b.epoch).flatMap((flag) => {
			const text = `${flag.name}, epoch ${formatCount(flag.epoch)}`;
			const place = findPlace(plot, flag, text.length * charWidth, taken);
			if (place === null) return [];
			taken.push(place);
			return drawFlag(plot, flag, text, place);
		});
	}
	function findPlace(plot, flag, width, taken) {
		const x = plot.px(flag.epoch);
		const leftwards = x + 5 + width > plot.width - plot.right;
		const [from, to] = leftwards ? [x - 5 - width, x] : [x, x + 5 + width];
		if (from < plot.left) return null;
		const point = plot.py(flag.y);
		for (let level = 0; level < mostLevels; level++) {
			const y = point - rise - level * lineHeight;
			if (y < plot.top + lineHeight / 2) return null;
			if (taken.every((t) => t.to + 6 < from || t.from - 6 > to || Math.abs(t.y - y) >= lineHeight)) return {
				from,
				to,
				y,
				leftwards
			};
		}
		return null;
	}
	const round = (v) => Math.round(v * 10) / 10;
	function drawFlag(plot, flag, text, { y, leftwards }) {
		const x = round(plot.px(flag.epoch));
		const shape = {
			x1: x,
			y1: round(y - 6),
			x2: x,
			y2: round(plot.py(flag.y) - 7)
		};
		return [{
			id: `flag-line-${flag.name}`,
			type: "line",
			silent: true,
			shape,
			style: {
				stroke: flag.color,
				lineWidth: 1
			},
			z: 90
		}, {
			id: `flag-${flag.name}`,
			type: "text",
			silent: true,
			x: leftwards ? x - 5 : x + 5,
			y: round(y),
			style: {
				text,
				fill: flag.color,
				stroke: plot.theme.panel,
				lineWidth: 3,
				font: `600 11px ${chartFont}`,
				align: leftwards ? "right" : "left",
				verticalAlign: "middle"
			},
			z: 91
		}];
	}

// src/shared/charts/thin.ts
	function thinIndices(values, most) {
		if (values.length <= most) return Array.from({ length: values.length }, (_, i) => i);
		const stretches = Math.max(1, Math.floor((most - 2) / 2));
		const kept = /* @__PURE__ */ new Set([0, values.length - 1]);
		for (let s = 0; s < stretches; s++) {
			const from = Math.floor(s * values.length / stretches);
			const to = Math.floor((s + 1) * values.length / stretches);
			for (const i of extremesOf(values, from, to)) kept.add(i);
		}
		return [...kept].sort((a, b) => a - b);
	}
	function extremesOf(values, from, to) {
		let [low, high] = [from, from];
		for (let i = from; i < to; i++) {
			const v = values[i];
			if (!isNumber(v)) return [
				from,
				i,
				to - 1
			];
			if (v < (values[low] ?? Infinity)) low = i;
			if (v > (values[high] ?? -Infinity)) high = i;
		}
		return [low, high];
	}

// src/shared/charts/loss.ts
	function makeLoss(data, look) {
		const curves = lossCurves(data, look);
		const level = data.persistenceLoss[data.watched];
		const unit = 10 ** lossExponent(data);
		const format = (v) => formatLoss(v / unit);
		const epochs = axisEnd(data);
		const texts = [...curves.map((c) => labelOf(c, look, format)), isNarrow(look) ? "Persistence" : `Persistence  ${format(level ?? NaN)}`];
		const scale = lossScale(data, curves, look, unit);
		const right = gutterFor(texts, look.width);
		const margins = {
			left: scale.left,
			right,
			top: 12,
			bottom: 26
		};
		const plot = makePlot(look, margins, {
			min: 0,
			max: epochs
		}, scale.range);
		const styleP = persistenceStyle(look.theme);
		return {
			...baseOption(look),
			grid: gridOf(margins),
			tooltip: lossTooltip(data, curves, look, format),
			xAxis: epochAxis(0, epochs, look, look.width - margins.left - margins.right),
			yAxis: scale.yAxis,
			series: [
				...curves.map((c) => trainLine(c, scale.range)),
				...curves.map((c) => watchedLine(c, scale.range, look)),
				makeLine("Persistence", styleP, [[0, level], [epochs, level]], {
					id: "persistence",
					z: depth.persistence
				})
			],
			graphic: [
				...makeRangeBands(plot, bandsOf(curves)),
				...makeEpochFlags(plot, data.epochs === void 0 ? [] : openEnds(curves, epochs)),
				...makeEndLabels(plot, [...curves.map((c) => ({
					x: c.end?.[0] ?? 0,
					y: c.end?.[1] ?? null,
					text: labelOf(c, look, format),
					style: c.style
				})), {
					x: epochs,
					y: level,
					text: texts.at(-1) ?? "",
					style: styleP
				}])
			]
		};
	}
	const mostFlags = 4;
	function openEnds(curves, epochs) {
		const open = curves.flatMap(({ model, style, end }) => end === null || end[0] >= epochs ? [] : [{
			name: displayName(model.name),
			color: style.color,
			epoch: end[0],
			y: end[1]
		}]);
		return open.length > mostFlags ? [] : open;
	}
	const trainLine = (c, range) => makeLine(`${displayName(c.model.name)} train`, c.style, alongEdge(c.train, range), {
		id: `train ${c.model.name}`,
		z: depth.faint,
		lineStyle: {
			width: 1,
			opacity: .45,
			type: "solid"
		}
	});
	const watchedLine = (c, range, look) => {
		const best = c.watched.find(([epoch]) => epoch === c.model.bestEpoch);
		return makeLine(displayName(c.model.name), c.style, alongEdge(c.watched, range), {
			id: `watched ${c.model.name}`,
			lineStyle: { width: 1.75 },
			...best === void 0 || best[1] === null ? {} : { markPoint: bestMark(best[0], best[1], c.style.color, look) }
		});
	};
	const bestMark = (epoch, value, color, look) => ({
		silent: true,
		symbol: "circle",
		symbolSize: 9,
		itemStyle: {
			color: look.theme.panel,
			borderColor: color,
			borderWidth: 1.75
		},
		label: { show: false },
		data: [{
			name: "best epoch",
			coord: [epoch, value]
		}]
	});
	const labelOf = (c, look, format) => isNarrow(look) ? displayName(c.model.name) : `${displayName(c.model.name)}  ${endText(c, format)}`;
	const endText = (c, format) => c.end === null ? "no number" : c.watched.at(-1)?.[1] === null ? "stopped" : format(c.end[1]);
	const mostPoints = 1400;
	function pointsFor(data, look, most) {
		if (data.epochs === void 0) return most;
		return Math.min(most, Math.max(120, Math.ceil(look.width * lastEpoch(data) / axisEnd(data))));
	}
	function lossCurves(data, look) {
		const styles = modelStyles(look.theme, data.models);
		const most = pointsFor(data, look, mostPoints);
		return data.models.flatMap((model) => {
			const losses = data.losses[model.name];
			const style = styles[model.name];
			if (losses === void 0 || style === void 0) return [];
			const watched = toPoints(losses.epoch, losses[data.watched], model.bestEpoch, most);
			const train = toPoints(losses.epoch, losses.train, null, most);
			const end = watched.findLast(([, v]) => v !== null);
			const range = data.ranges?.losses[model.name];
			const x = losses.epoch;
			const band = range === void 0 ? null : {
				name: model.name,
				color: style.color,
				x,
				...range
			};
			return [{
				model,
				style,
				watched,
				train,
				end: end === void 0 ? null : [end[0], end[1] ?? 0],
				band
			}];
		});
	}
	function toPoints(epochs, values, keep, most) {
		const clean = new Float64Array(values.length);
		for (let i = 0; i < clean.length; i++) {
			const v = values[i];
			clean[i] = isNumber(v) && v > 0 ? v : NaN;
		}
		const indices = thinIndices(clean, most);
		const kept = keep === null ? -1 : indexOfEpoch(epochs, keep);
		if (kept >= 0 && !indices.includes(kept)) indices.push(kept);
		return indices.sort((a, b) => a - b).map((i) => [epochs[i] ?? 0, gap(clean[i])]);
	}
	function indexOfEpoch(epochs, epoch) {
		let [low, high] = [0, epochs.length - 1];
		while (low < high) {
			const middle = low + high >> 1;
			if ((epochs[middle] ?? 0) < epoch) low = middle + 1;
			else high = middle;
		}
		return epochs[low] === epoch ? low : -1;
	}
	function lossScale(data, curves, look, unit) {
		const level = data.persistenceLoss[data.watched];
		const format = (v) => formatTick(v / unit);
		if (data.axis === "linear") {
			const scale = niceScale([0, lossTop(curves, level, 5)], 5);
			return {
				left: leftFor(scale, format),
				range: scale,
				yAxis: valueAxis(scale, look, format)
			};
		}
		const ticks = lossTicks(curves, level);
		return {
			left: 46,
			range: {
				min: ticks[0] ?? .1,
				max: ticks.at(-1) ?? 1,
				log: true
			},
			yAxis: logAxis(ticks, look, format)
		};
	}
	const bandsOf = (curves) => curves.flatMap(({ band }) => band === null ? [] : [band]);
	const drawnLosses = (curves, level) => {
		const edges = bandsOf(curves).flatMap(({ low, high }) => [...low, ...high]);
		const values = [...curves.flatMap((c) => [...c.watched, ...c.train].map((p) => p[1])), ...edges.filter((v) => v !== null && v > 0)].filter(isNumber);
		return isNumber(level) && level > 0 ? [...values, level] : values;
	};
	function lossTop(curves, level, times) {
		const values = drawnLosses(curves, level);
		if (values.length === 0) return 1;
		const low = values.reduce((a, b) => Math.min(a, b));
		const high = values.reduce((a, b) => Math.max(a, b));
		const ends = curves.map((c) => c.end?.[1]).filter(isNumber);
		const enough = times * (isNumber(level) && level > 0 ? level : low);
		return Math.min(high, Math.max(enough, ...ends.map((v) => Math.min(2 * v, 1e3 * enough))));
	}
	function lossTicks(curves, level) {
		const values = drawnLosses(curves, level);
		if (values.length === 0) return logTicks(.1, 1);
		const low = values.reduce((a, b) => Math.min(a, b));
		const top = lossTop(curves, level, 30);
		return logTicks(roundLog(low * .9, "down"), roundLog(Math.max(top, low * 3), "up"));
	}
	function lossExponent({ persistenceLoss, watched }) {
		const level = persistenceLoss[watched];
		if (!isNumber(level) || level <= 0) return 0;
		const exponent = Math.floor(Math.log10(level));
		return Math.abs(exponent) < 2 ? 0 : exponent;
	}
	const formatLoss = (v) => Math.abs(v) < 1e6 ? formatNumber(v, 3) : v.toExponential(1).replace("e+", "e");
	const formatTick = (v) => String(Number(v.toPrecision(3)));
	const lastEpoch = ({ losses }) => Math.max(1, ...Object.values(losses).map(({ epoch }) => epoch[epoch.length - 1] ?? 1));
	const axisEnd = (data) => Math.max(data.epochs ?? 1, lastEpoch(data));
	function epochAxis(min, max, look, across) {
		const ticks = countTicks(min, max, Math.max(2, Math.floor(across / 90)));
		return countAxis(min, max, ticks, look, (v) => formatCount(v));
	}
	function lossTooltip(data, curves, look, format) {
		const epochOf = (i) => curves[0]?.train[i]?.[0] ?? 0;
		return makeTooltip(look, (i) => ({
			head: `epoch ${formatCount(epochOf(i))}`,
			rows: [[format(data.persistenceLoss[data.watched] ?? NaN), "Persistence"], ...curves.map((c) => {
				const losses = data.losses[c.model.name];
				const at = losses === void 0 ? -1 : indexOfEpoch(losses.epoch, epochOf(i));
				return [format(losses?.[data.watched][at] ?? NaN), displayName(c.model.name)];
			})]
		}));
	}

// src/shared/charts/skill.ts
	const narrowest = 400;
	const skipped = .2;
	function makeSkill(data, look) {
		const styles = modelStyles(look.theme, data.models);
		const last = axisEnd(data);
		const first = data.epochs === void 0 ? Math.floor(last * skipped) : 0;
		const from = Math.floor(lastEpoch(data) * skipped);
		const most = pointsFor(data, look, 1e3);
		const curves = data.models.map((m) => ({
			name: m.name,
			points: skillPoints(data, m.name, from, most)
		}));
		const bands = skillBands(data, from, styles);
		const scale = skillScale([...curves.map((c) => c.points.map((p) => p[1])), ...bands.flatMap(({ low, high }) => [low, high])]);
		const format = (v) => v === 0 ? "0" : `${formatSigned(v, tickDecimals(scale.interval))}${"\xA0"}%`;
		const end = (points) => points.findLast((p) => isNumber(p[1]));
		const label = (name, points) => look.width < narrowest ? displayName(name) : `${displayName(name)} ${skillOf(end(points)?.[1] ?? NaN)}`;
		const texts = [...curves.map((c) => label(c.name, c.points)), "Persistence"];
		const margins = {
			left: leftFor(scale, format),
			right: gutterFor(texts, look.width),
			top: 12,
			bottom: 26
		};
		const plot = makePlot(look, margins, {
			min: first,
			max: last
		}, scale);
		const styleP = persistenceStyle(look.theme);
		const lines = curves.flatMap((c) => {
			const style = styles[c.name];
			return style === void 0 ? [] : [{
				...c,
				style
			}];
		});
		return {
			...baseOption(look),
			grid: gridOf(margins),
			tooltip: makeTooltip(look, (i) => ({
				head: `epoch ${formatCount(lines[0]?.points[i]?.[0] ?? 0)}`,
				rows: [["0", "Persistence"], ...lines.map((c) => [formatSkill((c.points[i]?.[1] ?? NaN) / 100), displayName(c.name)])]
			})),
			xAxis: epochAxis(first, last, look, look.width - margins.left - margins.right),
			yAxis: valueAxis(scale, look, format),
			series: [...lines.map((c) => makeLine(displayName(c.name), c.style, alongEdge(c.points, scale), {
				id: `skill ${c.name}`,
				lineStyle: { width: 1.5 },
				clip: true
			})), makeLine("Persistence", styleP, [[first, 0], [last, 0]], {
				id: "persistence",
				z: depth.persistence
			})],
			graphic: [...makeRangeBands(plot, bands), ...makeEndLabels(plot, [...lines.map((c) => ({
				x: end(c.points)?.[0] ?? 0,
				y: end(c.points)?.[1] ?? null,
				text: label(c.name, c.points),
				style: c.style
			})), {
				x: last,
				y: 0,
				text: "Persistence",
				style: styleP
			}])]
		};
	}
	const skillOf = (percent) => percent < -99999 ? `below ${formatSkill(-99.99)}` : formatSkill(percent / 100);
	function skillPoints(data, name, first, most) {
		const level = data.persistenceLoss[data.watched];
		const losses = data.losses[name];
		if (losses === void 0 || !isNumber(level) || level <= 0) return [];
		const values = losses[data.watched];
		const skills = new Float64Array(values.length);
		for (let i = 0; i < skills.length; i++) {
			const v = values[i];
			skills[i] = isNumber(v) ? 100 * (1 - v / level) : NaN;
		}
		return thinIndices(skills, most).map((i) => [losses.epoch[i] ?? 0, gap(skills[i])]).filter((p) => p[0] >= first);
	}
	function skillBands(data, from, styles) {
		const level = data.persistenceLoss[data.watched];
		if (!isNumber(level) || level <= 0) return [];
		const skills = (values) => values.map((v) => isNumber(v) ? 100 * (1 - v / level) : null);
		return Object.entries(data.ranges?.losses ?? {}).flatMap(([name, { low, high }]) => {
			const epochs = Array.from(data.losses[name]?.epoch ?? []);
			const first = epochs.findIndex((epoch) => epoch >= from);
			const style = styles[name];
			if (style === void 0 || first < 0) return [];
			const cut = (values) => skills(values).slice(first);
			return [{
				name,
				color: style.color,
				x: epochs.slice(first),
				low: cut(high),
				high: cut(low)
			}];
		});
	}
	const lowest = -2e3;
	function skillScale(curves) {
		const held = curves.flatMap((values) => {
			const sorted = values.filter(isNumber).sort((a, b) => a - b);
			return [
				sorted[Math.floor(sorted.length * .15)],
				sorted.at(-1),
				values.findLast(isNumber)
			];
		}).filter(isNumber).map((v) => Math.max(v, lowest));
		const low = Math.min(0, ...held);
		return niceScale([
			...held,
			0,
			Math.max(2, -low * .08)
		], 6);
	}

// src/main/report/page/page.ts
	const data = JSON.parse(document.getElementById("data")?.textContent ?? "{}");
	const root = document.documentElement;
	const choice = {
		model: root.dataset["model"] ?? data.models[0]?.name ?? "all",
		view: closeUp(data.predictions)
	};
	let single = choice.model;
	const builders = {
		"cumulative-return": (look) => makeCumulativeReturn(data, look),
		loss: (look) => makeLoss(data, look),
		skill: (look) => makeSkill(data, look),
		fit: (look) => makeFit(data, {
			...choice,
			strip: true
		}, look),
		lag: (look) => makeLag(data, single, look),
		change: (look) => makeChange(data, single, look),
		hindcast: (look) => makeHindcast(data, look, { fan: data.closest }),
		forecast: (look) => makeForecast(data, look, { fan: data.closest }),
		gradients: (look) => makeGradients(data, look)
	};
	const charts = /* @__PURE__ */ new Map();
	function themeName() {
		const asked = root.dataset["theme"];
		if (asked === "light" || asked === "dark") return asked;
		return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
	}
	const lookOf = (element) => ({
		theme: themeName() === "dark" ? darkTheme : lightTheme,
		width: element.clientWidth,
		height: element.clientHeight
	});
	const places = () => [...document.querySelectorAll(".live")];
	function draw(element) {
		const name = element.dataset["chart"] ?? "";
		const build = builders[name];
		if (build === void 0 || element.clientWidth === 0) return;
		const known = charts.get(name);
		const chart = known ?? echarts.init(element, null, { renderer: "canvas" });
		charts.set(name, chart);
		if (known !== void 0) chart.resize();
		chart.setOption(build(lookOf(element)), { notMerge: true });
		if (known === void 0 && name === "fit") followZoom(chart, element);
	}
	function followZoom(chart, element) {
		chart.on("datazoom", () => {
			const [zoom] = chart.getOption()["dataZoom"];
			if (zoom === void 0) return;
			choice.view = {
				start: zoom.startValue,
				end: zoom.endValue
			};
			const { dataZoom: _, ...rest } = makeFit(data, {
				...choice,
				strip: true
			}, lookOf(element));
			chart.setOption(rest, {
				replaceMerge: ["graphic"],
				lazyUpdate: true
			});
			showPressed();
		});
	}
	const drawAll = () => places().forEach(draw);
	const drawSome = (names) => places().filter((e) => names.includes(e.dataset["chart"] ?? "")).forEach(draw);
	function views() {
		const parts = data.predictions.part;
		const start = parts.indexOf(data.verdictPart);
		const all = wholeView(data.predictions);
		return {
			near: closeUp(data.predictions, 66),
			part: {
				start: Math.max(0, start),
				end: parts.lastIndexOf(data.verdictPart)
			},
			all
		};
	}
	function showPressed() {
		for (const button of document.querySelectorAll("[data-model-button]")) press(button, button.dataset["modelButton"] === choice.model);
		for (const button of document.querySelectorAll("[data-view-button]")) {
			const view = views()[button.dataset["viewButton"] ?? ""];
			press(button, view?.start === choice.view.start && view.end === choice.view.end);
		}
		for (const words of document.querySelectorAll("figcaption[data-model]")) {
			const shown = words.dataset["single"] === "yes" ? single : choice.model;
			words.hidden = words.dataset["model"] !== shown;
		}
		for (const name of document.querySelectorAll("[data-single-name]")) name.textContent = document.querySelector(`[data-model-button="${CSS.escape(single)}"]`)?.textContent ?? single;
	}
	const press = (button, on) => button.setAttribute("aria-pressed", String(on));
	function onClick(event) {
		const button = event.target instanceof Element ? event.target.closest("button") : null;
		if (button === null) return;
		const { modelButton, viewButton, themeButton } = button.dataset;
		if (modelButton !== void 0) chooseModel(modelButton);
		if (viewButton !== void 0) chooseView(viewButton);
		if (themeButton !== void 0) toggleTheme();
	}
	function chooseModel(model) {
		choice.model = model;
		if (model !== "all") single = model;
		drawSome([
			"fit",
			"lag",
			"change"
		]);
		showPressed();
	}
	function chooseView(name) {
		choice.view = views()[name] ?? choice.view;
		drawSome(["fit"]);
		showPressed();
	}
	function toggleTheme() {
		root.dataset["theme"] = themeName() === "dark" ? "light" : "dark";
		drawAll();
	}
	function redrawWhenSized() {
		let width = 0;
		new ResizeObserver(() => {
			if (document.body.clientWidth === width) return;
			width = document.body.clientWidth;
			drawAll();
		}).observe(document.body);
	}
	root.classList.add("js");
	document.addEventListener("click", onClick);
	matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
	redrawWhenSized();
	drawAll();
	showPressed();

})();