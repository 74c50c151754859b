/** A hundred days and the level line that repeats the last of them: what this program is about. */
const price =
  'M0 80L5 67L10 71L15 69L20 74L25 77L30 68L35 63L40 63L45 62L50 41L55 68L60 91L65 91L70 74L75 68L80 67L85 70L90 67L95 48L100 38L105 40L110 60L115 58L120 70L125 66L130 78L135 71L140 63L145 47L150 51L155 49L160 57L165 57L170 46L175 33L180 28L185 50L190 60L195 43L200 36L205 15L210 26L215 21L220 14L225 21L230 26L235 17L240 26L245 31L250 37L255 37L260 28L265 45L270 62L275 61L280 69L285 57L290 63L295 66L300 74L305 78L310 66L315 58L320 62L325 52L330 68L335 64L340 71L345 64L350 69L355 60L360 54L365 53L370 52L375 52L380 57L385 52L390 58L395 63L400 58L405 52L410 53L415 51L420 52L425 46L430 43L435 43L440 55L445 38'

/** Decorative: the heading beneath says it in words. */
export const DashedLine = () => (
  <svg width="100%" viewBox="0 0 640 110" aria-hidden="true">
    <path d={price} fill="none" stroke="var(--s-actual)" strokeWidth="1.5" strokeLinejoin="round" />
    <path d="M445 4V106" stroke="var(--line)" />
    <path
      d="M445 38H640"
      fill="none"
      stroke="var(--s-persistence)"
      strokeWidth="2"
      strokeDasharray="5 4"
    />
    <text x="640" y="29" textAnchor="end" fill="var(--ink-3)" fontSize="11">
      tomorrow = today
    </text>
  </svg>
)
