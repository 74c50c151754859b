import { dayOf, weekdayOf } from '../days.ts'

/**
 * Instants in UTC whose day at the exchange may be another: midnight in Berlin is 23:00 of the day
 * before. Days are told apart by what no exchange does: trade on Sundays and rest on Fridays, or
 * move its hour when the clocks change.
 */

/** Where prices are made; one of each clock. */
const zones = [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Athens',
  'Europe/Moscow',
  'America/New_York',
  'America/Chicago',
  'America/Sao_Paulo',
  'Africa/Johannesburg',
  'Asia/Jerusalem',
  'Asia/Kolkata',
  'Asia/Jakarta',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
] as const

const [hour, day] = [3_600_000, 86_400_000]

/** Fewer stamps show no week. */
const FEW = 5

/** Zones offered at once. */
const MOST_OFFERED = 3

/** What a wall clock of the zone shows, as milliseconds were it UTC. Offsets are asked once an hour. */
export function wallOf(zone: string): (instant: number) => number {
  const clock = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  const offsets = new Map<number, number>()
  return instant => {
    const at = Math.floor(instant / hour)
    const offset = offsets.get(at) ?? offsetAt(clock, at * hour)
    offsets.set(at, offset)
    return instant + offset
  }
}

function offsetAt(clock: Intl.DateTimeFormat, instant: number): number {
  const name = clock.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? []
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  return sign === '-' ? -size : size
}

export const dayAt = (wall: number): string => dayOf(Math.floor(wall / day))
const timeAt = (wall: number): number => ((wall % day) + day) % day

/**
 * The zones to ask about, the likeliest first: each trades Monday to Friday at one hour, and on other
 * days than UTC. None where the days in UTC are the only sensible ones.
 */
export function doubtfulZones(instants: readonly number[]): string[] {
  if (instants.length < FEW) return []
  const isOdd = hasOddWeek(instants)
  if (!isOdd && !hasTwoHours(instants)) return []
  const own = zones.map(zone => judgeZone(zone, instants))
  const steady = own.filter(({ weekdays, moved, one }) => weekdays && moved && one)
  const fit = steady.length > 0 || !isOdd ? steady : own.filter(z => z.weekdays && z.moved)
  return fit
    .toSorted((a, b) => Number(b.midnight) - Number(a.midnight))
    .slice(0, MOST_OFFERED)
    .map(({ zone }) => zone)
}

function judgeZone(zone: string, instants: readonly number[]) {
  const wall = instants.map(wallOf(zone))
  const times = countTimes(wall)
  return {
    zone,
    weekdays: weekendShare(wall) < 0.02,
    moved: wall.some((own, i) => dayAt(own) !== dayAt(instants[i] ?? own)),
    one: Math.max(...times.values()) >= wall.length * 0.95,
    midnight: (times.get(0) ?? 0) >= wall.length * 0.95,
  }
}

const isWeekend = (wall: number) => [0, 6].includes(weekdayOf(dayAt(wall)))

const weekendShare = (walls: readonly number[]) => walls.filter(isWeekend).length / walls.length

/** Bars on Sundays and none on Saturdays, or the other way: no round-the-clock market does that. */
function hasOddWeek(walls: readonly number[]): boolean {
  const days = walls.map(wall => weekdayOf(dayAt(wall)))
  const [sundays, saturdays] = [0, 6].map(weekday => days.filter(own => own === weekday).length)
  return (sundays === 0) !== (saturdays === 0) && weekendShare(walls) >= 0.02
}

/** Two times of day an hour apart, as clocks that change leave them. */
function hasTwoHours(walls: readonly number[]): boolean {
  const times = [...countTimes(walls)].sort((a, b) => b[1] - a[1])
  const [first, second] = times
  if (!first || !second || first[1] + second[1] < walls.length * 0.95) return false
  const apart = Math.abs(first[0] - second[0])
  return apart === hour || apart === day - hour
}

function countTimes(walls: readonly number[]): Map<number, number> {
  const times = new Map<number, number>()
  for (const wall of walls) times.set(timeAt(wall), (times.get(timeAt(wall)) ?? 0) + 1)
  return times
}
