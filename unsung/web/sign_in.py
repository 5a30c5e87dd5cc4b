"""The addresses of signing in: those of allauth that this house uses, and those of programs let in."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.usersessions import views as devices
from django.urls import URLPattern, URLResolver, include, path, re_path

from unsung.web import device_pages, program_pages
from unsung.web.second_step import SecondStep

urlpatterns: list[URLPattern | URLResolver] = [
    path("", account.login, name="account_login"),
    path("out/", account.logout, name="account_logout"),
    path("ended/", account.account_inactive, name="account_inactive"),
    path("closed/", account.signup, name="account_signup"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("code/", account.request_login_code, name="account_request_login_code"),
    path("code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/first/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/new/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("second-step/", mfa.index, name="mfa_index"),
    path("second-step/now/", SecondStep.as_view(), name="mfa_authenticate"),
    path("second-step/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/app/", include("allauth.mfa.totp.urls")),
    path("second-step/codes/", include("allauth.mfa.recovery_codes.urls")),
    path("second-step/keys/", include("allauth.mfa.webauthn.urls")),
    path("devices/", devices.list_usersessions, name="usersessions_list"),
    path("devices/<int:pk>/end/", device_pages.end_device, name="end_device"),
    path("programs/", program_pages.programs, name="programs"),
    path("programs/<int:pk>/end/", program_pages.end_program, name="end_program"),
]
