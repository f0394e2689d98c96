#include "fixture.h"

#include <math.h>
#include <string.h>

#include "output/escape.h"

static const struct cf_text levels[] = { TEXT("none"), TEXT("partial"), TEXT("full") };
static const struct cf_text forms[] = { TEXT("public"), TEXT("private"), TEXT("mixed") };

struct cf_value fixture_number(double number)
{
    return fixture_range(number, number, false, false);
}

struct cf_value fixture_range(double low, double high, bool low_open, bool high_open)
{
    return (struct cf_value){ .type = CF_NUMBER,
                              .known = true,
                              .interval = { low, high, low_open, high_open } };
}

static void init_indices(struct fixture *f)
{
    const struct cf_index indices[F_INDICES] = {
        { .id = TEXT("universities"),
          .label = "Universities with Japanese degrees",
          .unit = TEXT("institution"),
          .low = 0,
          .high = 5000 },
        { .id = TEXT("suppliers"),
          .label = "Suppliers",
          .unit = TEXT("supplier"),
          .low = -INFINITY,
          .high = INFINITY },
        { .id = TEXT("housing"), .label = "Housing for foreigners", .type = CF_FLAG },
        { .id = TEXT("skills"),
          .label = "Business and IT expertise",
          .type = CF_LEVEL,
          .values = { levels, 3 } },
        { .id = TEXT("form"),
          .label = "Form of the park",
          .type = CF_CATEGORY,
          .values = { forms, 3 } },
        { .id = TEXT("share"),
          .label = "Share of graduates",
          .unit = TEXT("percent"),
          .low = 0,
          .high = 100 },
    };
    memcpy(f->indices, indices, sizeof indices);
}

static void init_sources(struct fixture *f)
{
    f->citations[0] = (struct cf_citation){ .id = TEXT("zhang-2013"),
                                            .title = "The Software Industry in Dalian",
                                            .authors = "Y. Zhang, N. Kawabata",
                                            .year = 2013 };
    f->citations[1] = (struct cf_citation){ .id = TEXT("kuchiki-2007"),
                                            .title = "Clusters and Innovation",
                                            .authors = "A. Kuchiki",
                                            .year = 2007 };
}

/* Criteria: 0 universities; 1 suppliers, 2 housing; 3 form; 4 skills; 5 share. */
static void init_criteria(struct fixture *f)
{
    static const int index_of[F_CRITERIA] = { F_UNIVERSITIES, F_SUPPLIERS, F_HOUSING,
                                              F_FORM,         F_SKILLS,    F_SHARE };
    static const enum cf_test tests[F_CRITERIA] = { CF_AT_LEAST, CF_OVER,     CF_IS,
                                                    CF_ONE_OF,   CF_AT_LEAST, CF_AT_LEAST };
    static const char *const bounds[F_CRITERIA] = { "10", "500", "true", "public", "full", "20" };
    for (size_t i = 0; i < F_CRITERIA; i++) {
        f->bounds[i] = (struct cf_text)TEXT(bounds[i]);
        f->criteria[i] = (struct cf_criterion){ .index = f->indices[index_of[i]].id,
                                                .test = tests[i],
                                                .bounds = { &f->bounds[i], 1 } };
        f->results[i] = (struct cf_criterion_result){ .criterion = &f->criteria[i],
                                                      .index = &f->indices[index_of[i]] };
        f->evidence[i] = (struct cf_evidence){ .observation = &f->observations[i],
                                               .index = &f->indices[index_of[i]] };
        f->results[i].evidence = &f->evidence[i];
        f->results[i].evidence_count = 1;
    }
    f->criteria[0].source = &f->citations[1];
    f->criteria[0].where = "Sec. 4";
    f->criteria[0].basis = f->results[0].basis = CF_BASIS_COMPARATOR;
    f->criteria[4].source = &f->citations[1];
    f->criteria[4].where = "Sec. 5";
    f->criteria[4].basis = f->results[4].basis = CF_BASIS_SOURCE;
}

static void init_observations(struct fixture *f)
{
    const struct cf_observation observations[F_CRITERIA] = {
        { .value = TEXT("15"),
          .unit = TEXT("institution"),
          .year = 2007,
          .source = &f->citations[0],
          .where = "Sec. 4(2)" },
        { .form = CF_FORM_ABOUT,
          .number = 400,
          .tolerance = 0.1,
          .unit = TEXT("supplier"),
          .kind = CF_ESTIMATE,
          .year = 2006,
          .source = &f->citations[1],
          .where = "Sec. 3" },
        { .form = CF_FORM_PERIOD, .began = 1997, .source = &f->citations[0], .note = "Flats" },
        { .form = CF_FORM_MISSING, .missing = CF_NOT_STATED },
        { .value = TEXT("partial"), .year = 2013, .source = &f->citations[0], .where = "Sec. 5" },
        { .value = TEXT("27"), .unit = TEXT("percent"), .year = 2010 },
    };
    memcpy(f->observations, observations, sizeof observations);
}

static void set_result(struct fixture *f, size_t i, enum cf_answer answer, struct cf_value value,
                       int year)
{
    f->results[i].answer = answer;
    f->results[i].value = value;
    f->results[i].year = year;
}

static void set_threshold(struct fixture *f, size_t i, double level, bool open, double worst,
                          double best)
{
    f->results[i].threshold[0] = level;
    f->results[i].threshold_set = fixture_range(level, INFINITY, open, true);
    f->results[i].margin = (struct cf_margin){ true, worst, best };
}

static struct cf_value members(enum cf_type type, uint64_t set)
{
    return (struct cf_value){ .type = type, .known = true, .members = set };
}

static void init_results(struct fixture *f)
{
    set_result(f, 0, CF_YES, fixture_number(15), 2007);
    set_threshold(f, 0, 10, false, 5, 5);
    set_result(f, 1, CF_NO, fixture_range(360, 440, false, false), 2006);
    set_threshold(f, 1, 500, true, -140, -60);
    set_result(f, 2, CF_YES, members(CF_FLAG, 2), 2014);
    f->results[2].threshold_set = members(CF_FLAG, 2);
    set_result(f, 3, CF_UNKNOWN, (struct cf_value){ .type = CF_CATEGORY }, 0);
    f->results[3].threshold_set = members(CF_CATEGORY, 1);
    f->results[3].evidence_count = 0;
    set_result(f, 4, CF_NO, members(CF_LEVEL, 2), 2013);
    f->results[4].threshold_set = members(CF_LEVEL, 4);
    set_result(f, 5, CF_NO, fixture_number(17.226528854435832), 2010);
    set_threshold(f, 5, 20, false, -2.7734711455641676, -2.7734711455641676);
    f->results[5].derived = true;
}

static void init_steps(struct fixture *f)
{
    static const char *const ids[F_STEPS] = { "japanese_speakers", "living", "land", "talent",
                                              "value" };
    static const char *const titles[F_STEPS] = { "Japanese-speaking people", "Living conditions",
                                                 "Land", "High-skill talent", "Value of work" };
    static const size_t first[F_STEPS + 1] = { 0, 1, 3, 4, 5, 6 };
    static const enum cf_answer answers[F_STEPS] = { CF_YES, CF_YES, CF_UNKNOWN, CF_NO, CF_NO };
    for (size_t i = 0; i < F_STEPS; i++) {
        f->steps[i] = (struct cf_step){ .id = TEXT(ids[i]),
                                        .title = titles[i],
                                        .ask = "Is there enough of it?",
                                        .need = 1,
                                        .criteria = &f->criteria[first[i]],
                                        .criterion_count = first[i + 1] - first[i] };
        f->step_results[i] = (struct cf_step_result){ .step = &f->steps[i],
                                                      .stage = i / 3,
                                                      .answer = answers[i],
                                                      .visited = i < 4,
                                                      .criteria = &f->results[first[i]] };
    }
    f->stages[0] = (struct cf_stage){ .id = TEXT("agglomeration"),
                                      .title = "Step I: Agglomeration",
                                      .steps = f->steps,
                                      .step_count = 3 };
    f->stages[1] = (struct cf_stage){ .id = TEXT("innovation"),
                                      .title = "Step II: Innovation",
                                      .steps = f->steps + 3,
                                      .step_count = 2 };
    f->stage_results[0] = (struct cf_stage_result){ &f->stages[0], CF_UNDECIDED, 0 };
    f->stage_results[1] = (struct cf_stage_result){ &f->stages[1], CF_BOTTLENECK, 3 };
}

static void init_actors(struct fixture *f)
{
    f->classes[0] = (struct cf_term){ TEXT("local_government"), "Local government" };
    f->classes[1] = (struct cf_term){ TEXT("quasi_public"), "Quasi-public sector" };
    f->named[0] = (struct cf_actor){ .id = TEXT("municipality"),
                                     .name = "Dalian Municipal People's Government" };
    f->named[1] =
        (struct cf_actor){ .id = TEXT("bureau"), .name = "Dalian Bureau of Information Industry" };
    f->named_list[0] = &f->named[0];
    f->named_list[1] = &f->named[1];
    f->candidates[0] = (struct cf_candidates){ &f->classes[0], f->named_list, 2 };
    f->candidates[1] = (struct cf_candidates){ .actor_class = &f->classes[1] };
}

void fixture_init(struct fixture *f)
{
    *f = (struct fixture){ 0 };
    init_indices(f);
    init_sources(f);
    init_criteria(f);
    init_observations(f);
    init_results(f);
    init_steps(f);
    init_actors(f);
    f->chart = (struct cf_chart){ .id = TEXT("software"),
                                  .title = "Software and offshore services",
                                  .stages = f->stages,
                                  .stage_count = 2 };
    f->names[0] = (struct cf_name){ TEXT("zh"), "大连" };
    f->city.self = (struct cf_locality){
        .id = TEXT("dalian"), .name = "Dalian", .names = f->names, .name_count = 1
    };
    f->site = (struct cf_locality){ .id = TEXT("dlsp"), .name = "Dalian Software Park" };
    f->unknown[0] = 2;
    f->evaluation = (struct cf_evaluation){ .city = &f->city,
                                            .chart = &f->chart,
                                            .year = 2014,
                                            .verdict = CF_BOTTLENECK,
                                            .first_no = 3,
                                            .first_stop = 2,
                                            .unknown = f->unknown,
                                            .unknown_count = 1,
                                            .stages = f->stage_results,
                                            .steps = f->step_results,
                                            .step_count = F_STEPS,
                                            .actors = f->candidates,
                                            .actor_count = 2 };
}

void fixture_pass(struct fixture *f, bool land_known)
{
    for (size_t i = 3; i < F_STEPS; i++) {
        f->step_results[i].answer = CF_YES;
        f->step_results[i].visited = true;
    }
    f->results[4].answer = f->results[5].answer = CF_YES;
    f->results[4].value.members = 4;
    f->results[5].value = fixture_number(27);
    f->results[5].margin = (struct cf_margin){ true, 7, 7 };
    f->evaluation.first_no = CF_NO_STEP;
    f->evaluation.actor_count = 0;
    f->evaluation.verdict = land_known ? CF_CLEAR : CF_UNDECIDED;
    f->stage_results[0].verdict = f->evaluation.verdict;
    f->stage_results[1].verdict = CF_CLEAR;
    f->evaluation.first_stop = land_known ? CF_NO_STEP : 2;
    f->evaluation.unknown_count = land_known ? 0 : 1;
    if (land_known) {
        f->step_results[2].answer = f->results[3].answer = CF_YES;
        f->results[3].value = members(CF_CATEGORY, 1);
    }
}

static int keep(void *payload, const char *bytes, size_t length)
{
    struct capture *capture = payload;
    if (++capture->writes == capture->fail_at)
        return -1;
    if (length >= sizeof capture->bytes - capture->length)
        return -1;
    memcpy(capture->bytes + capture->length, bytes, length);
    capture->length += length;
    capture->bytes[capture->length] = '\0';
    return 0;
}

struct cf_sink capture_sink(struct capture *capture)
{
    capture->length = capture->writes = 0;
    capture->bytes[0] = '\0';
    return (struct cf_sink){ keep, capture };
}

const char *fixture_text(struct capture *capture, const struct fixture *f,
                         const struct cf_style *style)
{
    capture->fail_at = 0;
    struct cf_sink sink = capture_sink(capture);
    return cf_write_text(&sink, &f->evaluation, style) == CF_OK ? capture->bytes : "";
}

size_t widest_line(const char *text)
{
    size_t widest = 0, columns = 0;
    while (*text) {
        if (*text == '\x1b') {
            text += strcspn(text, "m") + 1;
            continue;
        }
        struct cf_glyph glyph = cf_glyph_read(text);
        columns = *text == '\n' ? 0 : columns + glyph.columns;
        widest = columns > widest ? columns : widest;
        text += glyph.bytes;
    }
    return widest;
}
