"""The whole site map: pages, which stand once for each language, and plumbing, which speaks none."""

from django.contrib import admin
from django.urls import path

from platforms.views import browse, changes, data, guide, home, method, picker, profile
from platforms.views.compare import comparison, feature, moving
from platforms.views.fit import questionnaire, results
from platforms.views.mcp import endpoint
from platforms.views.reports import corrections
from platforms.views.reuse import embed, llms, markdown, oembed
from platforms.views.site import about, health, offline, pictures, sitemap, styleguide, well_known

pages = [
    path("", home.home, name="home"),
    # Platforms
    path("platforms/", browse.browse, name="browse"),
    path("search/", browse.suggestions, name="suggestions"),
    path("platforms/<str:slug>/", profile.profile, name="profile"),
    path("features/<slug:slug>/", feature.feature, name="feature"),
    # Side by side
    path("compare/", picker.picker, name="picker"),
    path("compare/social/professional/", guide.kinds, name="kinds"),
    path("compare/<path:slugs>/qr.svg", comparison.qr_code, name="comparison_qr"),
    path("compare/<str:origin>/<str:target>/moving/", moving.moving, name="moving"),
    path("compare/<path:slugs>/", comparison.comparison, name="comparison"),
    # Which fits your goals?
    path("fit/", questionnaire.ask, name="fit"),
    path("fit/left/", questionnaire.left, name="fit_left"),
    path("fit/review/", questionnaire.review, name="fit_review"),
    path("fit/results/", results.results, name="fit_results"),
    path("fit/results/qr.svg", results.qr_code, name="fit_qr"),
    path("fit/<slug:key>/", questionnaire.ask, name="fit_step"),
    path("guide/", guide.guides, name="guides"),
    path("guide/<slug:slug>/", guide.guide, name="guide"),
    # How it works
    path("method/", method.method, name="method"),
    path("method/fairness/", method.fairness_page, name="fairness"),
    path("about/", about.about, name="about"),
    # Readers' reports
    path("corrections/new/", corrections.report, name="correction"),
    path("corrections/received/", corrections.received, name="correction_received"),
    path("changes/", changes.changes, name="changes"),
    path("changes/feed/", changes.feed, name="feed"),
    path("changes/<slug:slug>/", changes.changes, name="changes_of"),
    path("changes/<slug:slug>/feed/", changes.feed, name="feed_of"),
    path("data/", data.about, name="data"),
    # Without a network, and on the home screen
    path("offline/", offline.offline, name="offline"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    # The same as Markdown
    path("platforms/<str:slug>.md", markdown.profile, name="profile_markdown"),
    path("compare/<path:slugs>.md", markdown.comparison, name="comparison_markdown"),
    path("guide/<slug:slug>.md", markdown.guide_page, name="guide_markdown"),
    path("method.md", markdown.method_page, name="method_markdown"),
    # In frames of other sites
    path("embed/fit/", embed.fit, name="embed_fit"),
    path("embed/compare/<path:slugs>/", embed.comparison, name="embed_comparison"),
    # What a shared link shows
    path("share/site.png", pictures.site, name="picture"),
    path("share/guide/<slug:slug>.png", pictures.guide, name="picture_of_guide"),
    path("share/platforms/<str:slug>.png", pictures.platform, name="picture_of_platform"),
    path("share/result/<str:slug>.png", pictures.result, name="picture_of_result"),
    path("share/compare/<path:slugs>.png", pictures.comparison, name="picture_of_comparison"),
]

plumbing = [
    # Open data, the same in all languages
    path("data/catalogue.json", data.whole, name="data_catalogue"),
    path("data/catalogue.csv", data.spreadsheet, name="data_spreadsheet"),
    path("data/platforms/<str:slug>.json", data.platform, name="data_platform"),
    path("data/compare/<path:slugs>.json", data.comparison, name="data_comparison"),
    path("data/fit.json", data.fit, name="data_fit"),
    path("data/schema.json", data.schema, name="data_schema"),
    path("data/openapi.json", data.openapi, name="data_openapi"),
    path("data/<path:path>", data.nothing),
    path("mcp", endpoint.endpoint, name="mcp"),
    path("oembed", oembed.oembed, name="oembed"),
    path("llms.txt", llms.llms, name="llms"),
    path("sw.js", offline.worker, name="worker"),
    path("styleguide/", styleguide.open_in_development, name="styleguide"),
    path("admin/styleguide/", admin.site.admin_view(styleguide.styleguide), name="desk_styleguide"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", well_known.robots, name="robots"),
    path("favicon.ico", pictures.favicon, name="favicon"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path(".well-known/security.txt", well_known.security_txt, name="security_txt"),
]
